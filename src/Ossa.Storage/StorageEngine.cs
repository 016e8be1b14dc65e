using Ossa.Storage.InMemory;

namespace Ossa.Storage;

/// <summary>The two stores of one engine, opened and closed together.</summary>
public sealed record StorageEngine(IMetadataStore Metadata, IBlobStore Blobs, int InlineLimitBytes) : IAsyncDisposable
{
    /// <summary>
    /// The format of what is stored that this program writes. Rows of format 1 know no versions, uploads in parts, appends or shared bodies,
    /// and count all storage classes together. Those of format 2 know no retention policies, which a program of its time would not keep to.
    /// Those of format 3 count neither what small objects are billed as nor parts by their storage class.
    /// </summary>
    public const int CurrentFormat = 4;

    /// <summary>The first format whose counters are right: those of older ones are counted anew.</summary>
    public const int FirstCountedFormat = 4;

    /// <summary>
    /// The format of what was found at opening. The engine keeps rows and does not know what is in them, so whoever does brings them to
    /// <see cref="CurrentFormat"/> and then calls <see cref="RaiseFormat"/>, before anything else is written.
    /// </summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Says durably that all rows have <see cref="CurrentFormat"/> from now on.</summary>
    public Action RaiseFormat { get; init; } = () => { };

    /// <summary>Why the engine refuses writes, or null while it accepts them.</summary>
    public required Func<string?> ReadOnlyReason { get; init; }

    /// <summary>What the engine tells of itself, or null when it keeps nothing on a disk.</summary>
    public Func<StoreFigures?> Figures { get; init; } = () => null;

    /// <summary>
    /// Copies everything as it is at one moment into a new directory, while reads and writes go on; null when the engine keeps nothing on
    /// a disk. The directory is a whole backup when this returns, and gone when it throws.
    /// </summary>
    public Func<string, CancellationToken, Task<BackupSummary>>? BackUp { get; init; }

    /// <summary>Where the keys of encrypted bodies are kept, apart from what they open.</summary>
    public ISecretFile Keyring { get; init; } = new MemorySecretFile();

    /// <summary>Closes both stores; blobs first, since records point at them.</summary>
    public async ValueTask DisposeAsync()
    {
        await Blobs.DisposeAsync();
        await Metadata.DisposeAsync();
    }
}
