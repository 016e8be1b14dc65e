using Ossa.Engine.Objects;
using Ossa.Storage;

namespace Ossa.Engine.Multipart;

/// <summary>An unfinished upload: what was said at its start of the object to be made.</summary>
/// <param name="Key">The key of the object.</param>
/// <param name="Id">The random id.</param>
/// <param name="InitiatedAt">When it began.</param>
/// <param name="Wanted">What the object is to be; its storage class is settled.</param>
public sealed record UploadRecord(string Key, BlobId Id, DateTimeOffset InitiatedAt, NewObject Wanted)
{
    /// <summary>The id as clients see it: 32 upper-case hexadecimal digits.</summary>
    public string UploadId => Id.ToString().ToUpperInvariant();

    /// <summary>Reads what <see cref="UploadId"/> writes.</summary>
    public static bool TryParseId(string text, out BlobId id)
    {
        id = default;
        // Lower-case digits are another text, and an id has one text only.
        return !text.Any(char.IsAsciiLetterLower) && BlobId.TryParse(text.ToLowerInvariant(), out id);
    }
}
