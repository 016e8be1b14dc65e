namespace Ossa.Engine.Listing;

/// <summary>The last entry of a page that is not the last page.</summary>
/// <param name="Key">Its key, or the common prefix.</param>
/// <param name="Row">The row it was read from; empty for a common prefix.</param>
internal sealed record LastEntry(string Key, byte[] Row);
