namespace Ossa.Client;

/// <summary>The object that a multipart upload became.</summary>
/// <param name="Location">Its URL, without a signature.</param>
/// <param name="ETag">Its ETag, with its quotes; no MD5.</param>
/// <param name="Properties">What else the server tells of it, such as its checksum and version.</param>
public sealed record CompletedUpload(string Location, string ETag, ObjectProperties Properties);
