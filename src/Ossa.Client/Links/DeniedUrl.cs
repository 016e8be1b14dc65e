namespace Ossa.Client;

/// <summary>A signed URL that is refused, though it has not ended.</summary>
/// <param name="Fingerprint">A hash of its signature, by which the audit log knows it, too.</param>
/// <param name="DeniedAt">Since when it is refused.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
public sealed record DeniedUrl(string Fingerprint, DateTimeOffset DeniedAt, DateTimeOffset ExpiresAt);
