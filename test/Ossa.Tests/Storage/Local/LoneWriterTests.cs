using Ossa.Storage;
using Ossa.Storage.Local;
using Xunit;

namespace Ossa.Tests.Storage.Local;

/// <summary>Who writes a batch: the committer's thread for many, and for a client that has been alone for a while his own.</summary>
public sealed class LoneWriterTests : LocalTest
{
    /// <summary>More than it takes to be alone. Other tests keep threads busy, too, so there is no telling how much more.</summary>
    private const int ManyWrites = 20_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualResetEventSlim _reached = new();
    private readonly ManualResetEventSlim _go = new(initialState: true);
    private bool _fails;
    private int _onPool;

    public override void Dispose()
    {
        _reached.Dispose();
        _go.Dispose();
        base.Dispose();
    }

    [Fact]
    public async Task A_client_that_is_alone_has_his_own_thread_write()
    {
        await using var engine = await OpenAsync(Watched());
        var writes = await WriteAloneAsync(engine);
        Assert.InRange(writes, 64, ManyWrites);
        Assert.Equal(writes, Committer(engine).Writes);
        for (var number = 0; number < writes; number++)
        {
            Assert.Equal($"{number}", await GetAsync(engine, $"{number}"));
        }
    }

    [Fact]
    public async Task Whoever_comes_while_a_client_writes_himself_waits_without_a_thread_and_shares_the_next_sync()
    {
        await using var engine = await OpenAsync(Watched());
        var alone = await BeginAloneAsync(engine);
        var before = Committer(engine).Writes;
        var others = Enumerable
            .Range(0, 20)
            .Select(number => engine.Metadata.ApplyAsync(Here, Put($"other{number}", "1"), Cancel).AsTask())
            .ToArray();
        Assert.Equal(20, Committer(engine).Waiting);
        Assert.All([alone, .. others], answer => Assert.False(answer.IsCompleted));
        _go.Set();
        Assert.All(await Task.WhenAll([alone, .. others]), Assert.True);
        Assert.Equal(2, Committer(engine).Writes - before);
        _onPool = 0;
        Assert.True(await engine.Metadata.ApplyAsync(Here, Put("afterwards", "1"), Cancel));
        Assert.Equal(0, _onPool);
    }

    [Fact]
    public async Task A_store_that_is_closed_while_a_client_writes_himself_lets_him_finish()
    {
        var engine = await OpenAsync(Watched());
        var last = await BeginAloneAsync(engine);
        var closed = Task.Run(() => engine.DisposeAsync().AsTask(), Cancel);
        // Whoever comes once closing has begun is told so.
        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
        {
            while (!closed.IsCompleted)
            {
                var late = engine.Metadata.ApplyAsync(Here, Put("late", "1"), Cancel).AsTask();
                await Task.Delay(1, Cancel);
                if (late.IsFaulted)
                {
                    await late;
                }
            }
        });
        Assert.False(closed.IsCompleted);
        _go.Set();
        Assert.True(await last);
        await closed.WaitAsync(Patience, Cancel);
        await using var again = await OpenAsync();
        Assert.Equal("1", await GetAsync(again, "alone"));
    }

    [Fact]
    public async Task A_thread_that_may_not_wait_never_writes()
    {
        await using var engine = await OpenAsync(Watched());
        await WriteAloneAsync(engine);
        _onPool = 0;
        _reached.Reset();
        Task<bool>[] answers = [];
        var thread = new Thread(() =>
            answers = [
                .. Enumerable
                    .Range(0, 3)
                    .Select(n => engine.Metadata.ApplyAsync(Here, Put($"{n}", ""), Cancel).AsTask()),
            ]
        );
        thread.Start();
        thread.Join();
        Assert.All(await Task.WhenAll(answers), Assert.True);
        Assert.True(_reached.IsSet);
        Assert.Equal(0, _onPool);
    }

    [Fact]
    public async Task A_write_of_his_own_that_fails_turns_the_store_read_only()
    {
        await using var engine = await OpenAsync(Watched());
        _fails = true;
        await Assert.ThrowsAsync<StoreReadOnlyException>(() => WriteAloneAsync(engine));
        Assert.Equal(1, _onPool);
        Assert.Contains("the disk is on fire", engine.ReadOnlyReason(), StringComparison.Ordinal);
        var written = Committer(engine).Writes;
        Assert.Equal("(none)", await GetAsync(engine, $"{written}"));
        Assert.Equal($"{written - 1}", await GetAsync(engine, $"{written - 1}"));
        await Assert.ThrowsAsync<StoreReadOnlyException>(async () =>
            await engine.Metadata.ApplyAsync(Here, Put("key", ""), Cancel).AsTask().WaitAsync(Patience, Cancel)
        );
    }

    [Fact]
    public async Task Where_syncs_are_slow_the_committer_writes_for_whoever_is_alone()
    {
        await using var engine = await OpenAsync(Watched() with { QuickSync = TimeSpan.Zero });
        for (var number = 0; number < 200; number++)
        {
            Assert.True(await engine.Metadata.ApplyAsync(Here, Put($"{number}", ""), Cancel));
        }

        Assert.Equal(0, _onPool);
    }

    [Fact]
    public async Task Nothing_is_written_in_a_pause_and_everything_after_it()
    {
        await using var engine = await OpenAsync(Watched());
        await WriteAloneAsync(engine);
        var pause = Committer(engine).Pause();
        var writes = Committer(engine).Writes;
        var answers = Enumerable
            .Range(0, 10)
            .Select(number => engine.Metadata.ApplyAsync(Here, Put($"{number}", ""), Cancel).AsTask())
            .ToArray();
        var second = Task.Run(() => Committer(engine).Pause(), Cancel);
        await Task.Delay(50, Cancel);
        Assert.Equal(writes, Committer(engine).Writes);
        Assert.False(second.IsCompleted);
        pause.Dispose();
        pause.Dispose();
        (await second.WaitAsync(Patience, Cancel)).Dispose();
        Assert.All(await Task.WhenAll(answers).WaitAsync(Patience, Cancel), Assert.True);
    }

    /// <summary>Begins a write on the thread that brings it, which waits until <see cref="_go"/>.</summary>
    private async Task<Task<bool>> BeginAloneAsync(StorageEngine engine)
    {
        while (true)
        {
            await WriteAloneAsync(engine);
            _go.Reset();
            _reached.Reset();
            _onPool = 0;
            var alone = Task.Run(() => engine.Metadata.ApplyAsync(Here, Put("alone", "1"), Cancel).AsTask(), Cancel);
            _reached.Wait(Cancel);
            if (_onPool > 0)
            {
                return alone;
            }

            _go.Set();
            await alone;
        }
    }

    /// <summary>Writes one row after the other until one was written by the thread that brought it; says how many.</summary>
    private async Task<int> WriteAloneAsync(StorageEngine engine)
    {
        Assert.SkipUnless(Environment.ProcessorCount > 1, "With one core nobody writes himself.");
        _onPool = 0;
        for (var number = 0; number < ManyWrites; number++)
        {
            Assert.True(await engine.Metadata.ApplyAsync(Here, Put($"{number}", $"{number}"), Cancel));
            if (_onPool > 0)
            {
                return number + 1;
            }
        }

        throw new InvalidOperationException(
            $"{ManyWrites} batches, each alone, were all written by the committer's thread."
        );
    }

    private LocalEngineOptions Watched() =>
        new()
        {
            Directory = Data,
            QuickSync = TimeSpan.FromMinutes(1),
            BeforeCommit = () =>
            {
                _onPool += Thread.CurrentThread.IsThreadPoolThread ? 1 : 0;
                _reached.Set();
                _go.Wait(Patience);
                if (_fails && _onPool > 0)
                {
                    throw new IOException("the disk is on fire");
                }
            },
        };

    private static Ossa.Storage.Local.Committing.Committer Committer(StorageEngine engine) =>
        ((LocalMetadataStore)engine.Metadata).Committer;
}
