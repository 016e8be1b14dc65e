namespace Ossa.Engine.Multipart;

/// <summary>A page of unfinished uploads, by key and then by id.</summary>
/// <param name="Uploads">Uploads that no common prefix stands for.</param>
/// <param name="CommonPrefixes">What keys have in common up to the first delimiter after the prefix.</param>
/// <param name="NextKey">The key or common prefix from after which the next page goes on; null when this is the last page.</param>
/// <param name="NextUpload">The upload of that key from after which it goes on; null after a common prefix.</param>
public sealed record UploadPage(
    IReadOnlyList<UploadRecord> Uploads,
    IReadOnlyList<string> CommonPrefixes,
    string? NextKey,
    UploadRecord? NextUpload
);
