using Ossa.Storage;

namespace Ossa.Engine.Multipart;

/// <summary>The random name of an upload. Clients see it as 32 upper-case hexadecimal digits.</summary>
public readonly record struct UploadId
{
    internal UploadId(BlobId name) => Name = name;

    internal BlobId Name { get; }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out UploadId id)
    {
        // Lower-case digits are another text, and an id has one text only.
        var known = BlobId.TryParse(text.ToLowerInvariant(), out var name) && !text.Any(char.IsAsciiLetterLower);
        id = known ? new UploadId(name) : default;
        return known;
    }

    /// <inheritdoc />
    public override string ToString() => Name.ToString().ToUpperInvariant();
}
