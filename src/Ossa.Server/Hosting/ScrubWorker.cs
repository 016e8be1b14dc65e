using Microsoft.Extensions.Logging;
using Ossa.Engine.Checking;
using Ossa.Engine.Scrubbing;
using Ossa.Protocol.Signing;

namespace Ossa.Server.Hosting;

/// <summary>Runs the scrubber for as long as the server runs, and logs what it finds. Names are percent-encoded, as all in the log.</summary>
internal sealed class ScrubWorker(Scrubber scrubber, TimeProvider time, ILogger<ScrubWorker> logger) : IScrubReport
{
    private const string None = "-";

    /// <summary>A scrub that fails has read much before, and would again.</summary>
    private static readonly TimeSpan RetryDelay = TimeSpan.FromHours(1);

    /// <summary>Ends when it is cancelled. It outlives its failures: it says so and tries again.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await scrubber.RunAsync(this, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                ServerLog.ScrubFailed(logger, e);
                await Task.Delay(RetryDelay, time, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    void IScrubReport.Found(Finding damage) =>
        ServerLog.DamageFound(
            logger,
            damage.Kind,
            Encoded(damage.Bucket),
            Encoded(damage.Key),
            damage.Version ?? None,
            damage.Detail
        );

    void IScrubReport.Ended(ScrubSummary scrub) =>
        ServerLog.Scrubbed(logger, scrub.Objects, scrub.Bytes, scrub.Duration, scrub.Damaged);

    private static string Encoded(string? name) => name is null ? None : UriEncoding.EncodePath(name);
}
