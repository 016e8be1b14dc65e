using Microsoft.Extensions.Logging;
using Ossa.Engine.Lifecycle;

namespace Ossa.Server.Hosting;

/// <summary>Goes over the lifecycle rules for as long as the server runs, and logs what became of each bucket.</summary>
internal sealed class LifecycleWorker(LifecycleRunner runner, TimeProvider time, ILogger<LifecycleWorker> logger)
    : ILifecycleReport
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMinutes(10);

    /// <summary>Ends when it is cancelled. It outlives its failures: it says so and tries again.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await runner.RunAsync(this, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                ServerLog.LifecycleFailed(logger, e);
                await Task.Delay(RetryDelay, time, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    /// <inheritdoc />
    public void Ended(string bucket, LifecycleFigures figures) =>
        ServerLog.LifecycleEnded(
            logger,
            bucket,
            figures.Judged,
            figures.Transitioned,
            figures.Expired,
            figures.VersionsDeleted,
            figures.MarkersRemoved,
            figures.UploadsAborted,
            figures.Kept
        );

    /// <inheritdoc />
    public void Failed(string bucket, Exception exception) =>
        ServerLog.LifecycleBucketFailed(logger, bucket, exception);
}
