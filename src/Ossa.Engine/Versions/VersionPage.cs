namespace Ossa.Engine.Versions;

/// <summary>A page of versions: keys in byte order, of each key the newest version first.</summary>
/// <param name="Versions">Versions of keys that no common prefix stands for.</param>
/// <param name="CommonPrefixes">What keys have in common up to the first delimiter after the prefix.</param>
/// <param name="NextKey">The key or common prefix from after which the next page goes on; null when this is the last page.</param>
/// <param name="NextVersion">The version of that key from after which it goes on; null after a common prefix.</param>
public sealed record VersionPage(
    IReadOnlyList<ListedVersion> Versions,
    IReadOnlyList<string> CommonPrefixes,
    string? NextKey,
    VersionId? NextVersion
);
