using Microsoft.Extensions.Logging;
using Ossa.Engine.Rewrapping;

namespace Ossa.Server.Hosting;

/// <summary>Wraps keys anew after rotations for as long as the server runs, and logs what came of it.</summary>
internal sealed class RewrapWorker(Rewrapper rewrapper, TimeProvider time, ILogger<RewrapWorker> logger) : IRewrapReport
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMinutes(10);

    /// <summary>Ends when it is cancelled. It outlives its failures: it says so and tries again.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await rewrapper.RunAsync(this, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                ServerLog.RewrapFailed(logger, e);
                await Task.Delay(RetryDelay, time, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    /// <inheritdoc />
    public void Ended(RewrapFigures figures) =>
        ServerLog.Rewrapped(logger, figures.Read, figures.Rewrapped, figures.Failed);
}
