namespace Ossa.Storage;

/// <summary>The two stores of one engine, opened and closed together.</summary>
public sealed record StorageEngine(IMetadataStore Metadata, IBlobStore Blobs, int InlineLimitBytes) : IAsyncDisposable
{
    /// <summary>Why the engine refuses writes, or null while it accepts them.</summary>
    public required Func<string?> ReadOnlyReason { get; init; }

    /// <summary>What the engine tells of itself, or null when it keeps nothing on a disk.</summary>
    public Func<StoreFigures?> Figures { get; init; } = () => null;

    /// <summary>Closes both stores; blobs first, since records point at them.</summary>
    public async ValueTask DisposeAsync()
    {
        await Blobs.DisposeAsync();
        await Metadata.DisposeAsync();
    }
}
