using System.Collections.Concurrent;
using Ossa.Engine.Objects;
using Ossa.Tests.Storage;

namespace Ossa.Tests.Engine.Backups;

/// <summary>
/// Clients that put, replace, copy, append, complete and delete without a pause, while the collector frees what they leave. Objects
/// whose keys begin with "stay" are never touched again once they have been answered.
/// </summary>
internal sealed class BusyStore(TestStore store) : IAsyncDisposable
{
    private const int Clients = 4;
    private const int LargeBytes = 70_000;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, byte[]> _answered = new();
    private readonly List<Task> _running = [];
    private int _rounds;

    /// <summary>What has been answered by now, and stays.</summary>
    public IReadOnlyDictionary<string, byte[]> Answered => new Dictionary<string, byte[]>(_answered);

    public int Rounds => Volatile.Read(ref _rounds);

    public void Start()
    {
        _running.Add(CollectAsync());
        for (var client = 0; client < Clients; client++)
        {
            var name = $"{client}";
            _running.Add(Task.Run(() => WorkAsync(name)));
        }
    }

    /// <summary>Waits until the clients have done so many rounds more.</summary>
    public async Task WaitAsync(int rounds)
    {
        var target = Rounds + rounds;
        while (Rounds < target)
        {
            await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(1), TestStore.Cancel), Task.WhenAny(_running));
            foreach (var failed in _running.Where(task => task.IsCompleted))
            {
                await failed;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        _stop.Dispose();
    }

    private async Task CollectAsync()
    {
        try
        {
            await store.Engine.Collector.RunAsync(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The end of the test.
        }
    }

    private async Task WorkAsync(string client)
    {
        for (var round = 0; !_stop.IsCancellationRequested; round++)
        {
            await RoundAsync(client, round);
            Interlocked.Increment(ref _rounds);
        }
    }

    private async Task RoundAsync(string client, int round)
    {
        var body = Bytes.Pattern(round % 2 == 0 ? LargeBytes + round : 1_000 + round, round + 1);
        await store.PutAsync($"changing-{client}", body);
        await store.CopyAsync($"changing-{client}", $"copy-{client}");
        var stays = $"stay-{client}-{round}";
        await store.CopyAsync($"copy-{client}", stays);
        _answered[stays] = body;
        await store.AppendAsync($"appended-{client}", 0, body);
        await store.AppendAsync($"appended-{client}", body.Length, body);
        var upload = await store.Engine.Uploads.InitiateAsync(
            store.Bucket,
            $"parts-{client}",
            new NewObject(),
            default
        );
        await store.PutPartAsync(upload, 1, body);
        await store.PutPartAsync(upload, 1, body);
        await store.Engine.Uploads.CompleteAsync(store.Bucket, upload, null, default);
        foreach (var key in (string[])[$"appended-{client}", $"copy-{client}", $"parts-{client}"])
        {
            await store.Engine.Objects.DeleteAsync(store.Bucket, key, default);
        }
    }
}
