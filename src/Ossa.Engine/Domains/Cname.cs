namespace Ossa.Engine.Domains;

/// <summary>A domain that leads to a bucket.</summary>
/// <param name="Domain">The domain in its normalized form.</param>
/// <param name="MappedAt">When it was mapped.</param>
public sealed record Cname(string Domain, DateTimeOffset MappedAt);
