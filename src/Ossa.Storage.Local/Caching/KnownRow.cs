namespace Ossa.Storage.Local.Caching;

/// <summary>A row that is kept, or that it is absent.</summary>
/// <param name="value">Its value, which is not to be changed; null when there is no such row.</param>
internal sealed class KnownRow(byte[]? value) : IReadRow
{
    private volatile bool _isCurrent = true;

    public byte[]? Value => value;

    public bool IsCurrent => _isCurrent;

    public int Length => value?.Length ?? 0;

    /// <summary>It is kept no longer, and may change.</summary>
    public void Forget() => _isCurrent = false;
}
