using Ossa.Storage;

namespace Ossa.Simulation.Storage;

/// <summary>An engine with something around every call.</summary>
internal static class HookedEngine
{
    /// <summary>An engine that is closed with the engine below.</summary>
    public static StorageEngine Over(StorageEngine engine, IStorageHook hook) =>
        engine with
        {
            Metadata = new HookedMetadataStore(engine.Metadata, hook, closes: true),
            Blobs = new HookedBlobStore(engine.Blobs, hook, closes: true),
        };

    /// <summary>An engine that leaves the one below open when it is closed, as a process leaves its disk.</summary>
    public static StorageEngine Upon(StorageEngine engine, IStorageHook hook, Func<string?>? readOnlyReason = null) =>
        engine with
        {
            Metadata = new HookedMetadataStore(engine.Metadata, hook, closes: false),
            Blobs = new HookedBlobStore(engine.Blobs, hook, closes: false),
            ReadOnlyReason = readOnlyReason ?? engine.ReadOnlyReason,
        };
}
