namespace Ossa.Hosting;

/// <summary>Waits for Ctrl-C or SIGTERM, which is how a server is meant to end.</summary>
internal static class Stopped
{
    public static async Task WaitAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(stopped.SetResult);
        await stopped.Task;
    }
}
