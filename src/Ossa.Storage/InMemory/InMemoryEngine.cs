namespace Ossa.Storage.InMemory;

/// <summary>The engine behind <c>--ephemeral</c> and most tests: nothing outlives the process.</summary>
public static class InMemoryEngine
{
    private const int InlineLimitBytes = 64 * 1024;

    /// <summary>A fresh, empty engine.</summary>
    public static StorageEngine Create() =>
        new(new InMemoryMetadataStore(), new InMemoryBlobStore(Path.GetTempPath()), InlineLimitBytes)
        {
            ReadOnlyReason = () => null,
        };
}
