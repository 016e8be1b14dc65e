namespace Ossa.Engine.Buckets;

/// <summary>A bucket's cross-origin rules, and whether answers say <c>Vary: Origin</c> even where no rule matches.</summary>
public sealed record CorsRules(IReadOnlyList<CorsRule> Rules, bool ResponseVary);
