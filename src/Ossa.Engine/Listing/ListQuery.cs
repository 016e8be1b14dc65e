namespace Ossa.Engine.Listing;

/// <summary>Which part of a bucket to list.</summary>
/// <param name="Prefix">Only keys that begin with it.</param>
/// <param name="Delimiter">Keys are rolled up at its first occurrence after the prefix; empty for none.</param>
/// <param name="After">Only entries greater than it.</param>
/// <param name="Limit">Objects and common prefixes on the page, at most.</param>
public sealed record ListQuery(string Prefix, string Delimiter, string After, int Limit);
