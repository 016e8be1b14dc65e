namespace Ossa.Engine.Websites;

/// <summary>What is shown for a page that is not there.</summary>
/// <param name="Key">The object that is shown.</param>
/// <param name="Status">The HTTP status that goes with it; null when that was not said.</param>
public sealed record WebsiteErrorPage(string Key, int? Status);
