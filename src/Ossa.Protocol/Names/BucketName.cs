using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Names;

/// <summary>
/// The rules for bucket names: 3 to 63 lower-case letters, digits and hyphens, with a letter or digit at either end.
/// See https://www.alibabacloud.com/help/en/oss/user-guide/bucket-naming-conventions.
/// </summary>
public static class BucketName
{
    /// <summary>The fewest characters of a bucket name.</summary>
    public const int MinLength = 3;

    /// <summary>The most characters of a bucket name.</summary>
    public const int MaxLength = 63;

    /// <summary>Whether a bucket can have this name.</summary>
    public static bool IsValid(ReadOnlySpan<char> name)
    {
        if (name.Length is < MinLength or > MaxLength || name[0] == '-' || name[^1] == '-')
        {
            return false;
        }
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Refuses a name that no bucket can have.</summary>
    /// <exception cref="OssException">InvalidBucketName, with the name.</exception>
    public static void Check(string name)
    {
        if (!IsValid(name))
        {
            throw new OssException(OssErrors.InvalidBucketName, "BucketName", name);
        }
    }
}
