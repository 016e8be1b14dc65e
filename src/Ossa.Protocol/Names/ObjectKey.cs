using System.Buffers;
using System.Text;
using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Names;

/// <summary>
/// The rules for object keys: 1 to 1023 bytes of UTF-8 that begin with neither a slash nor a backslash. All else is allowed, also
/// "../", control characters and emoji; keys are names, never paths of a file system.
/// See https://www.alibabacloud.com/help/en/oss/user-guide/object-naming-conventions.
/// </summary>
public static class ObjectKey
{
    /// <summary>The most bytes of a key in UTF-8.</summary>
    public const int MaxBytes = 1023;

    /// <summary>Whether an object can have this key.</summary>
    public static bool IsValid(string key) => FindFault(key) is null;

    /// <summary>Refuses a key that no object can have.</summary>
    /// <exception cref="OssException">InvalidObjectName, with the message that fits and the key.</exception>
    public static void Check(string key)
    {
        if (FindFault(key) is { } error)
        {
            throw new OssException(error, "ObjectName", key);
        }
    }

    private static OssError? FindFault(string key)
    {
        if (key.Length == 0)
        {
            return OssErrors.EmptyObjectName;
        }
        if (key[0] is '/' or '\\' || key.Contains('\0'))
        {
            return OssErrors.InvalidObjectName;
        }
        if (!IsWellFormed(key))
        {
            return OssErrors.ObjectNameNotUtf8;
        }
        return Encoding.UTF8.GetByteCount(key) > MaxBytes ? OssErrors.ObjectNameTooLong : null;
    }

    /// <summary>Half of a surrogate pair has no UTF-8; two such keys would become one.</summary>
    private static bool IsWellFormed(ReadOnlySpan<char> key)
    {
        while (!key.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(key, out _, out var length) != OperationStatus.Done)
            {
                return false;
            }
            key = key[length..];
        }
        return true;
    }
}
