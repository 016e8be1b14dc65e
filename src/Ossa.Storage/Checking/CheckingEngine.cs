namespace Ossa.Storage.Checking;

/// <summary>Wraps an engine so that it behaves as badly as a distributed one may, for tests.</summary>
public static class CheckingEngine
{
    /// <summary>
    /// The same engine with checked metadata. <paramref name="guardFailureRate"/> is the share (0 to 1) of guarded batches that fail
    /// for no reason; the same seed gives the same sequence of failures.
    /// </summary>
    public static StorageEngine Over(StorageEngine engine, ulong seed, double guardFailureRate) =>
        engine with
        {
            Metadata = new CheckingMetadataStore(engine.Metadata, seed, guardFailureRate),
        };
}
