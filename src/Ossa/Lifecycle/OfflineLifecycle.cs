using Ossa.CommandLine;
using Ossa.Engine;
using Ossa.Engine.Lifecycle;
using Ossa.Hosting;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Lifecycle;

/// <summary>Goes over the lifecycle rules of a data directory that no server holds.</summary>
internal static class OfflineLifecycle
{
    public static async Task<LifecycleFigures> RunAsync(
        CommandContext context,
        DataDirectory directory,
        LifecycleRunOptions options,
        LifecycleReport report,
        CancellationToken stop
    )
    {
        directory.RequireStore("name one with --data, or a server with --endpoint.");

        var storage = await EmbeddedServer.OpenStorageAsync(directory, stop);
        OssaEngine? engine = null;
        try
        {
            engine = await OpenAsync(storage, context.Clock, stop);
            var failures = new LifecycleFailures();
            var figures = await engine.LifecycleRunner.RunAsync(options, failures, stop);
            foreach (var failed in failures.Buckets)
            {
                report.Failed(failed);
            }

            return figures;
        }
        catch (OssException refused) when (refused.Error == OssErrors.NoSuchBucket)
        {
            throw new CommandException($"There is no bucket '{options.Bucket}'.", refused);
        }
        finally
        {
            await (engine?.DisposeAsync() ?? storage.DisposeAsync());
        }
    }

    /// <summary>Looking must change nothing else: no upload is given up for its age, and no older format raised.</summary>
    private static Task<OssaEngine> OpenAsync(StorageEngine storage, TimeProvider clock, CancellationToken stop)
    {
        if (storage.Format != StorageEngine.CurrentFormat)
        {
            throw new CommandException("The store has an older format; 'ossa serve' brings it to the present one.");
        }

        var options = new EngineOptions
        {
            AbandonUploadsAfter = null,
            ScrubInterval = null,
            LifecycleInterval = null,
        };
        return OssaEngine.OpenAsync(storage, options, clock, stop);
    }
}
