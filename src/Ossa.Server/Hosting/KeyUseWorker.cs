using Microsoft.Extensions.Logging;
using Ossa.Engine.Identity;

namespace Ossa.Server.Hosting;

/// <summary>
/// Writes when access keys were used last: every so often, as soon as there are many, and when the server stops.
/// </summary>
/// <param name="uses">What is written.</param>
/// <param name="rootKeys">The keys of this run, which the store does not keep.</param>
/// <param name="every">How often, or null for a server that is to leave the store as it is.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it says what fails.</param>
internal sealed class KeyUseWorker(
    KeyUses uses,
    IReadOnlyList<string> rootKeys,
    TimeSpan? every,
    TimeProvider time,
    ILogger<KeyUseWorker> logger
)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMinutes(1);

    /// <summary>Ends when it is stopped, with what was noted until then written.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        if (every is not { } interval)
        {
            return;
        }

        await using var timer = time.CreateTimer(_ => uses.CallForWriting(), null, interval, interval);
        try
        {
            await TryAsync(() => uses.ForgetLostAsync(rootKeys, stopping), stopping);
            await foreach (var _ in uses.Calls.ReadAllAsync(stopping))
            {
                await TryAsync(() => uses.WriteAsync(rootKeys, CancellationToken.None), stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await TryAsync(() => uses.WriteAsync(rootKeys, CancellationToken.None), stopping);
        }
    }

    /// <summary>What fails stays noted for the next time, which does not come at once.</summary>
    private async Task TryAsync(Func<ValueTask> step, CancellationToken stopping)
    {
        try
        {
            await step();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ServerLog.KeyUsesFailed(logger, e);
            await Task.Delay(RetryDelay, time, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }
}
