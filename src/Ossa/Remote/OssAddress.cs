using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using Ossa.CommandLine;
using Ossa.Protocol.Names;

namespace Ossa.Remote;

/// <summary>
/// <c>oss://bucket/key</c> as commands take it. The key is taken literally: nothing in it is decoded. Either may be missing.
/// </summary>
/// <param name="Bucket">The bucket, or an empty string for all of them.</param>
/// <param name="Key">The key or prefix, or an empty string for the bucket itself.</param>
internal sealed record OssAddress(string Bucket, string Key)
{
    public const string Scheme = "oss://";

    public static bool IsOne(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads an address; otherwise tells what is wrong.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out OssAddress? address,
        [NotNullWhen(false)] out string? fault
    )
    {
        (address, fault) = (null, null);
        if (!IsOne(text))
        {
            fault = $"'{text}' is no address of a bucket or object; write oss://BUCKET/KEY.";
            return false;
        }
        var parts = text[Scheme.Length..].Split('/', 2);
        var found = new OssAddress(parts[0], parts.Length == 2 ? parts[1] : "");
        if (found.Bucket.Length == 0 ? found.Key.Length > 0 : !BucketName.IsValid(found.Bucket))
        {
            fault =
                $"No bucket can be called '{found.Bucket}': 3 to 63 lower-case letters, digits and hyphens, a letter or digit at either end.";
            return false;
        }
        if (found.Key.Length > 0 && !ObjectKey.IsValid(found.Key))
        {
            fault =
                $"No object can have the key of '{text}': at most 1023 bytes of UTF-8, beginning with neither / nor \\.";
            return false;
        }
        address = found;
        return true;
    }

    /// <summary>An argument that names a bucket, an object, or whatever a command wants.</summary>
    public static Argument<OssAddress> Argument(string name, string description) =>
        new(name) { Description = description, CustomParser = Parse };

    public OssAddress RequireBucket() =>
        Bucket.Length > 0 ? this : throw new UsageException("Name the bucket: oss://BUCKET.");

    public OssAddress RequireBucketAlone() =>
        Key.Length == 0
            ? RequireBucket()
            : throw new UsageException($"{this} names an object; this command wants a bucket, oss://{Bucket}.");

    public OssAddress RequireKey() =>
        Key.Length > 0
            ? this
            : throw new UsageException($"Name the object: oss://{(Bucket.Length > 0 ? Bucket : "BUCKET")}/KEY.");

    /// <summary>The key behind its last slash.</summary>
    public string LastName => Key[(Key.LastIndexOf('/') + 1)..];

    /// <summary>How much of a prefix is the folder that contains all it finds: up to its last slash.</summary>
    public int FolderLength => Key.LastIndexOf('/') + 1;

    /// <summary>The same with a slash at the end of the key, if there is a key.</summary>
    public OssAddress AsFolder() => Key.Length == 0 || Key.EndsWith('/') ? this : this with { Key = $"{Key}/" };

    /// <summary>Where something of this name goes: below a folder or bucket, but an address of an object is its own name.</summary>
    public OssAddress Below(string name) =>
        Key.Length == 0 || Key.EndsWith('/') ? this with { Key = Key + name } : this;

    public override string ToString() => $"{Scheme}{Bucket}/{Key}";

    private static OssAddress? Parse(ArgumentResult result)
    {
        if (!TryParse(result.Tokens[0].Value, out var address, out var fault))
        {
            result.AddError(fault);
        }
        return address;
    }
}
