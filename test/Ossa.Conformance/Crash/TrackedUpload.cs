namespace Ossa.Conformance.Crash;

/// <summary>An upload in parts that was begun and not ended, with what its parts hold as far as that was answered.</summary>
internal sealed class TrackedUpload(string key, string id)
{
    private readonly SortedDictionary<int, Content> _parts = [];

    public string Key => key;

    public string Id => id;

    public IReadOnlyDictionary<int, Content> Parts => _parts;

    public bool IsEnding { get; private set; }

    public void Answer(int number, Content part) => _parts[number] = part;

    /// <summary>Nothing is known of a part for now.</summary>
    public void Forget(int number) => _parts.Remove(number);

    /// <summary>It is being completed: from now on it may be there or not.</summary>
    public void End() => IsEnding = true;
}
