using System.Text;
using Ossa.Engine;
using Ossa.Engine.Objects;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>What the headers of a write, or the fields of a form, say about the object to be made.</summary>
internal static class UploadHeaders
{
    private static readonly string[] Kept =
    [
        "Content-Type",
        "Cache-Control",
        "Content-Disposition",
        "Content-Encoding",
        "Content-Language",
        "Expires",
    ];

    public static NewObject Read(OssContext context) =>
        new()
        {
            Metadata = ReadMetadata(context),
            Tags = TaggingHeader.Read(context),
            Acl = ReadAcl(context),
            StorageClass = ReadStorageClass(context),
            Encryption = EncryptionHeaders.Read(context),
            ForbidOverwrite = ReadForbidOverwrite(context),
            ExpectedMd5 = ContentMd5.Read(context),
            ExpectedCrc64 = ReadCrc64(context),
        };

    /// <summary>The list that a request states, or default when it states none.</summary>
    public static CannedAcl ReadAcl(OssContext context)
    {
        var text = context.Stated(OssHeaders.ObjectAcl);
        if (text is null)
        {
            return CannedAcl.Default;
        }

        return CannedAcls.TryParseObjectAcl(text, out var acl)
            ? acl
            : throw Invalid(OssErrors.InvalidObjectAcl, OssHeaders.ObjectAcl, text);
    }

    private static string? ReadStorageClass(OssContext context)
    {
        var text = context.Stated(OssHeaders.StorageClass);
        if (text is null)
        {
            return null;
        }

        var refusal =
            text.Length == 0 ? OssErrors.EmptyStorageClass
            : context.Header(OssHeaders.CopySource) is null ? OssErrors.InvalidStorageClass
            : OssErrors.InvalidBucketStorageClass;
        return CheckStorageClass(text, refusal);
    }

    /// <summary>A storage class that exists.</summary>
    /// <param name="text">What is stated.</param>
    /// <param name="refusal">What a class that does not exist is refused with.</param>
    public static string CheckStorageClass(string text, OssError refusal) =>
        StorageClasses.All.Contains(text, StringComparer.Ordinal)
            ? text
            : throw Invalid(refusal, OssHeaders.StorageClass, text);

    /// <summary>The standard headers and the user metadata that the object keeps.</summary>
    public static ObjectMetadata ReadMetadata(OssContext context)
    {
        List<KeyValuePair<string, string>> headers = [];
        foreach (var name in Kept)
        {
            if (context.Stated(name) is { Length: > 0 } value)
            {
                headers.Add(new(name, value));
            }
        }

        if (context.Stated("Content-Type") is not { Length: > 0 })
        {
            headers.Insert(0, new("Content-Type", ContentTypes.OfKey(context.Key)));
        }

        // Values are bytes, one character each, and names are ASCII.
        if (headers.Sum(header => header.Key.Length + header.Value.Length) > Limits.MaxKeptHeaderBytes)
        {
            throw new OssException(OssErrors.KeptHeadersTooLarge);
        }

        return new ObjectMetadata(headers, ReadUserMetadata(context));
    }

    private static List<KeyValuePair<string, string>> ReadUserMetadata(OssContext context)
    {
        List<KeyValuePair<string, string>> user = [];
        var total = 0;
        foreach (var (name, value) in context.StatedUnder(OssHeaders.MetaPrefix))
        {
            if (!name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
            {
                throw new OssException(OssErrors.InvalidMetadataName);
            }

            var key = name[OssHeaders.MetaPrefix.Length..].ToLowerInvariant();
            total += Encoding.UTF8.GetByteCount(key) + value.Length;
            user.Add(new(key, value));
        }
        if (total > Limits.MaxUserMetadataBytes)
        {
            throw new OssException(OssErrors.MetadataTooLarge);
        }

        user.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        return user;
    }

    /// <summary>Whether the request may not replace an object.</summary>
    public static bool ReadForbidOverwrite(OssContext context) =>
        context.Stated(OssHeaders.ForbidOverwrite) switch
        {
            null or "" => false,
            var text when text.Equals("false", StringComparison.OrdinalIgnoreCase) => false,
            var text when text.Equals("true", StringComparison.OrdinalIgnoreCase) => true,
            var text => throw Invalid(OssErrors.InvalidForbidOverwrite, OssHeaders.ForbidOverwrite, text),
        };

    /// <summary>The CRC-64 that the request states of its body, or null.</summary>
    public static ulong? ReadCrc64(OssContext context) =>
        ulong.TryParse(context.Stated(OssHeaders.HashCrc64Ecma), out var crc) ? crc : null;

    private static OssException Invalid(OssError error, string name, string value) =>
        new(error, [new("ArgumentName", name), new("ArgumentValue", WireText.ToText(value))]);
}
