namespace Ossa.Simulation.Model;

/// <summary>All versions of a key, the newest first; of an upload itself and then its parts by number. Nothing there is no version.</summary>
internal sealed class PlaceState : IEquatable<PlaceState>
{
    public static readonly PlaceState Empty = new([]);

    public PlaceState(IReadOnlyList<VersionState> versions) => Versions = versions;

    public IReadOnlyList<VersionState> Versions { get; }

    /// <summary>What a reader finds who names no version.</summary>
    public ObjectState? Current => Versions.Count == 0 ? null : Versions[0].Object;

    /// <summary>With one more version, which is the newest now.</summary>
    public PlaceState Push(VersionState version) => new([version, .. Versions]);

    /// <summary>With a new version named "null" in the place of the one that there is.</summary>
    public PlaceState PushNull(ObjectState? written) =>
        new([
            new VersionState(VersionState.Null, written),
            .. Versions.Where(version => version.Id != VersionState.Null),
        ]);

    /// <summary>A new version under its name, or under one that is its own but not known.</summary>
    public PlaceState Push(string? id, ObjectState? written) =>
        id == VersionState.Null ? PushNull(written) : Push(new VersionState(id, written));

    public PlaceState Replace(int index, VersionState version) =>
        new([.. Versions.Take(index), version, .. Versions.Skip(index + 1)]);

    public PlaceState Without(int index) => new([.. Versions.Take(index), .. Versions.Skip(index + 1)]);

    /// <summary>The same with the version's name known, if that can be its name.</summary>
    public PlaceState? Named(int index, string id)
    {
        var version = Versions[index];
        return version.Id == id ? this
            : version.Id is null && id != VersionState.Null ? Replace(index, version with { Id = id })
            : null;
    }

    public bool Equals(PlaceState? other) => other is not null && Versions.SequenceEqual(other.Versions);

    public override bool Equals(object? obj) => Equals(obj as PlaceState);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var version in Versions)
        {
            hash.Add(version);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => Versions.Count == 0 ? "nothing" : $"[{string.Join(" | ", Versions)}]";
}
