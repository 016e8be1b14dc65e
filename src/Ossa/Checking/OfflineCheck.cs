using Ossa.CommandLine;
using Ossa.Engine.Checking;
using Ossa.Hosting;
using Ossa.Storage;

namespace Ossa.Checking;

/// <summary>Checks a data directory that no server holds.</summary>
internal static class OfflineCheck
{
    /// <remarks>
    /// No engine is opened over the store: its start would clean up and might stumble over the very damage that is looked for.
    /// </remarks>
    public static async Task<CheckFigures> RunAsync(
        DataDirectory directory,
        CheckOptions options,
        Func<Finding, CancellationToken, ValueTask> report,
        CancellationToken stop
    )
    {
        directory.RequireStore();
        await using StorageEngine storage = await EmbeddedServer.OpenStorageAsync(directory, stop);
        return await new StoreCheck(storage).RunAsync(options, report, stop);
    }
}
