namespace Ossa.Engine.Websites;

/// <summary>What is shown for a directory, which is the root or a key that ends in a slash.</summary>
/// <param name="Suffix">The name of the page.</param>
/// <param name="SupportSubDir">Whether each directory has a page of its own; otherwise all show the root's. Null when that was not said.</param>
/// <param name="Missing">What becomes of a name without slash that is no object; null when that was not said.</param>
public sealed record WebsiteIndex(string Suffix, bool? SupportSubDir, MissingName? Missing);
