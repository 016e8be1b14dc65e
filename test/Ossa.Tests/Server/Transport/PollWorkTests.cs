using Ossa.Server.Transport;
using Xunit;

namespace Ossa.Tests.Server.Transport;

/// <summary>Who waits for sockets, and who does what is found.</summary>
public sealed class PollWorkTests
{
    private const int MaxFound = 64;

    private readonly PollWork _work = new(MaxFound);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void One_thread_alone_waits_and_does_all_in_order()
    {
        for (var round = 0; round < 3; round++)
        {
            Assert.False(_work.TryTake(out _));
            _work.Found([new(round, SocketEvents.Readable), new(round + 1, SocketEvents.Ended)]);
            Assert.True(_work.TryTake(out var first));
            Assert.True(_work.TryTake(out var second));
            Assert.Equal(
                (new ReadySocket(round, SocketEvents.Readable), new(round + 1, SocketEvents.Ended)),
                (first, second)
            );
        }
    }

    [Fact]
    public void Finding_nothing_has_one_wait_again()
    {
        Assert.False(_work.TryTake(out _));
        _work.Found([]);
        Assert.False(_work.TryTake(out _));
    }

    [Fact]
    public async Task Another_one_joins_where_there_is_no_pause_and_not_sooner()
    {
        Assert.False(_work.TryTake(out _));
        var joined = Task.Run(TakeOne, Cancel);
        await Task.Delay(50, Cancel);
        Assert.False(joined.IsCompleted);
        _work.Found([new(1, SocketEvents.Readable), new(2, SocketEvents.Readable), new(3, SocketEvents.Readable)]);
        Assert.True(_work.TryTake(out _));
        await Task.Delay(5, Cancel);
        Assert.True(_work.TryTake(out _));
        Assert.Equal(3, await joined.WaitAsync(TimeSpan.FromMilliseconds(800), Cancel));
    }

    [Fact]
    public async Task What_was_found_by_one_who_is_held_up_is_done_by_another()
    {
        Assert.False(_work.TryTake(out _));
        var other = Task.Run(TakeOne, Cancel);
        await Task.Delay(50, Cancel);
        _work.Found([new(1, SocketEvents.Readable), new(2, SocketEvents.Readable)]);
        Assert.True(_work.TryTake(out var held));
        Assert.Equal(1, held.Number);
        Assert.Equal(2, await other.WaitAsync(TimeSpan.FromSeconds(10), Cancel));
    }

    [Fact]
    public void All_that_is_found_is_done_once_by_however_many_threads()
    {
        const int Rounds = 2000;
        var (found, waiting, most) = (0, 0, 0);
        var done = new int[Rounds * MaxFound];
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(Work) { IsBackground = true }).ToList();
        threads.ForEach(thread => thread.Start());
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref found) == Rounds, TimeSpan.FromSeconds(30)));
        Assert.True(SpinWait.SpinUntil(() => done.All(count => count == 1), TimeSpan.FromSeconds(30)));
        Assert.Equal(1, most);

        void Work()
        {
            while (true)
            {
                if (_work.TryTake(out var ready))
                {
                    Interlocked.Increment(ref done[ready.Number]);
                    continue;
                }

                most = Math.Max(most, Interlocked.Increment(ref waiting));
                var round = found;
                if (round == Rounds)
                {
                    // There is nothing more, and whoever waits for it waits for ever.
                    return;
                }

                Interlocked.Decrement(ref waiting);
                found = round + 1;
                _work.Found([
                    .. Enumerable
                        .Range(round * MaxFound, MaxFound)
                        .Select(i => new ReadySocket(i, SocketEvents.Readable)),
                ]);
            }
        }
    }

    private int TakeOne() => _work.TryTake(out var ready) ? ready.Number : 0;
}
