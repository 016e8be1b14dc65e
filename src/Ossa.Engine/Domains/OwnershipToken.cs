namespace Ossa.Engine.Domains;

/// <summary>What whoever owns a domain can make its name servers say, and nobody else.</summary>
/// <param name="Domain">The domain in its normalized form.</param>
/// <param name="Token">32 hexadecimal digits that nobody can guess.</param>
/// <param name="ExpiresAt">Until when it counts, in whole seconds.</param>
public sealed record OwnershipToken(string Domain, string Token, DateTimeOffset ExpiresAt);
