namespace Ossa.Engine.Versions;

/// <summary>Which versions of which objects to list.</summary>
/// <param name="Prefix">Only keys that begin with it.</param>
/// <param name="Delimiter">Keys are rolled up at its first occurrence after the prefix; empty for none.</param>
/// <param name="AfterKey">Only keys greater than it.</param>
/// <param name="AfterVersion">With <paramref name="AfterKey"/>: that key's older versions, too.</param>
/// <param name="Limit">Versions and common prefixes on the page, at most.</param>
public sealed record VersionQuery(string Prefix, string Delimiter, string AfterKey, VersionId? AfterVersion, int Limit);
