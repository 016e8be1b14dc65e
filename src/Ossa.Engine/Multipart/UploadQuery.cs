namespace Ossa.Engine.Multipart;

/// <summary>Which unfinished uploads to list.</summary>
/// <param name="Prefix">Only keys that begin with it.</param>
/// <param name="Delimiter">Keys are rolled up at its first occurrence after the prefix; empty for none.</param>
/// <param name="AfterKey">Only keys greater than it.</param>
/// <param name="AfterUpload">With <paramref name="AfterKey"/>: that key's uploads with greater ids, too.</param>
/// <param name="Limit">Uploads and common prefixes on the page, at most.</param>
public sealed record UploadQuery(string Prefix, string Delimiter, string AfterKey, UploadId? AfterUpload, int Limit);
