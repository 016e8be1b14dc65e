namespace Ossa.Engine.Links;

/// <summary>A signed URL that gives nothing any more, though its signature is right and it has not ended.</summary>
/// <param name="Fingerprint">A hash of its signature, which tells it apart and gives nothing away.</param>
/// <param name="DeniedAt">Since when.</param>
/// <param name="ExpiresAt">When the URL ends by itself, so that nothing need be remembered of it.</param>
public sealed record DeniedUrl(string Fingerprint, DateTimeOffset DeniedAt, DateTimeOffset ExpiresAt);
