namespace Ossa.Engine.Listing;

/// <summary>A page of a listing, in the byte order of keys.</summary>
/// <param name="Objects">Objects under the prefix that no common prefix stands for.</param>
/// <param name="CommonPrefixes">What keys have in common up to the first delimiter after the prefix.</param>
/// <param name="Next">The last entry of the page, from after which the next page goes on; null when this is the last page.</param>
public sealed record ListPage(IReadOnlyList<ListedObject> Objects, IReadOnlyList<string> CommonPrefixes, string? Next);
