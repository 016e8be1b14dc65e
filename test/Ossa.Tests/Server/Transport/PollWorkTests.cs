using Ossa.Server.Transport;
using Xunit;

namespace Ossa.Tests.Server.Transport;

/// <summary>Who waits for sockets, and who does what is found.</summary>
public sealed class PollWorkTests
{
    private const int MaxFound = 64;

    private static readonly TimeSpan Never = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan None = TimeSpan.Zero;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void One_thread_alone_waits_and_does_all_in_order()
    {
        var work = Work(Never, None, Never);
        for (var round = 0; round < 3; round++)
        {
            Assert.False(TryTake(work, out _));
            work.Found([new(round, SocketEvents.Readable), new(round + 1, SocketEvents.Ended)]);
            Assert.True(TryTake(work, out var first));
            Assert.True(TryTake(work, out var second));
            Assert.Equal(
                (new ReadySocket(round, SocketEvents.Readable), new(round + 1, SocketEvents.Ended)),
                (first, second)
            );
        }
    }

    [Fact]
    public void Finding_nothing_has_one_wait_again()
    {
        var work = Work(Never, None, Never);
        Assert.False(TryTake(work, out _));
        work.Found([]);
        Assert.False(TryTake(work, out _));
    }

    [Fact]
    public async Task Another_one_joins_where_there_is_no_pause_and_not_sooner()
    {
        var work = Work(patience: TimeSpan.FromSeconds(2), None, look: Never);
        Assert.False(TryTake(work, out _));
        var joined = Task.Run(() => TakeOne(work), Cancel);
        await Task.Delay(50, Cancel);
        Assert.False(joined.IsCompleted);
        work.Found([new(1, SocketEvents.Readable), new(2, SocketEvents.Readable), new(3, SocketEvents.Readable)]);
        Assert.True(TryTake(work, out _));
        await Task.Delay(50, Cancel);
        Assert.False(joined.IsCompleted);
        await Task.Delay(2000, Cancel);
        Assert.True(TryTake(work, out _));
        Assert.Equal(3, await joined.WaitAsync(TimeSpan.FromSeconds(10), Cancel));
    }

    [Fact]
    public async Task One_socket_alone_is_left_to_one_thread_however_long_there_is_no_pause()
    {
        var work = Work(patience: TimeSpan.Zero, None, look: Never);
        Assert.False(TryTake(work, out _));
        // Until the second time it is not the same one as before.
        work.Found([new(1, SocketEvents.Readable)]);
        Assert.True(TryTake(work, out _));
        Assert.False(TryTake(work, out _));
        var joined = new TaskCompletionSource<int>();
        var other = new Thread(() => joined.SetResult(TakeOne(work))) { IsBackground = true };
        other.Start();
        Assert.True(SpinWait.SpinUntil(() => other.ThreadState.HasFlag(ThreadState.WaitSleepJoin), Patience));
        for (var round = 0; round < 100; round++)
        {
            work.Found([new(1, SocketEvents.Readable)]);
            Assert.True(TryTake(work, out _));
            Assert.False(TryTake(work, out _));
        }

        await Task.Delay(50, Cancel);
        Assert.False(joined.Task.IsCompleted);
        work.Found([new(2, SocketEvents.Readable), new(3, SocketEvents.Readable)]);
        Assert.True(TryTake(work, out _));
        Assert.Equal(3, await joined.Task.WaitAsync(Patience, Cancel));
    }

    [Fact]
    public async Task Another_one_is_called_for_what_takes_long_only_where_there_are_several_sockets()
    {
        var work = Work(Never, None, Never);
        Assert.False(TryTake(work, out _));
        var joined = new TaskCompletionSource<int>();
        var other = new Thread(() => joined.SetResult(TakeOne(work))) { IsBackground = true };
        other.Start();
        Assert.True(SpinWait.SpinUntil(() => other.ThreadState.HasFlag(ThreadState.WaitSleepJoin), Patience));
        foreach (var number in (int[])[1, 1])
        {
            work.Found([new(number, SocketEvents.Readable)]);
            Assert.True(TryTake(work, out _));
            Assert.False(TryTake(work, out _));
        }

        work.Found([new(1, SocketEvents.Readable), new(2, SocketEvents.Readable), new(3, SocketEvents.Readable)]);
        Assert.True(TryTake(work, out _));
        work.CallAnother();
        await Task.Delay(50, Cancel);
        Assert.False(joined.Task.IsCompleted);
        Assert.True(TryTake(work, out _));
        work.CallAnother();
        Assert.Equal(3, await joined.Task.WaitAsync(Patience, Cancel));
    }

    [Fact]
    public async Task What_was_found_by_one_who_is_held_up_is_done_by_others_however_many_are()
    {
        const int Held = 4;
        var work = Work(Never, None, look: TimeSpan.FromMilliseconds(20));
        Assert.False(TryTake(work, out _));
        var others = Enumerable.Range(0, Held + 1).Select(_ => Task.Run(() => TakeOne(work), Cancel)).ToList();
        await Task.Delay(50, Cancel);
        work.Found([.. Enumerable.Range(1, Held + 1).Select(number => new ReadySocket(number, SocketEvents.Readable))]);
        // Each of them takes one and nothing more; the last one finds that nobody waits for sockets.
        var taken = await Task.WhenAll(others).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal([.. Enumerable.Range(1, Held + 1)], taken.Order());
        Assert.False(TryTake(work, out _));
    }

    [Fact]
    public void All_that_is_found_is_done_once_by_however_many_threads()
    {
        const int Rounds = 2000;
        var work = Work(patience: TimeSpan.Zero, None, look: TimeSpan.FromMilliseconds(1));
        var (found, waiting, most) = (0, 0, 0);
        var done = new int[Rounds * MaxFound];
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(Take) { IsBackground = true }).ToList();
        threads.ForEach(thread => thread.Start());
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref found) == Rounds, TimeSpan.FromSeconds(30)));
        Assert.True(SpinWait.SpinUntil(() => done.All(count => count == 1), TimeSpan.FromSeconds(30)));
        Assert.Equal(1, most);

        void Take()
        {
            while (true)
            {
                if (TryTake(work, out var ready))
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
                work.Found([
                    .. Enumerable
                        .Range(round * MaxFound, MaxFound)
                        .Select(i => new ReadySocket(i, SocketEvents.Readable)),
                ]);
            }
        }
    }

    /// <summary>Also those that slept without looking.</summary>
    [Fact]
    public async Task After_what_takes_long_all_wait_for_one_each()
    {
        var work = Work(Never, spread: Never, look: Never);
        Assert.False(TryTake(work, out _));
        var others = Enumerable.Range(0, 3).Select(_ => Asleep(work)).ToList();
        SeeToTwoThatTakeLong(work);
        Assert.All(
            await Task.WhenAll(others).WaitAsync(Patience, Cancel),
            turn => Assert.Equal(PollTurn.WaitForOne, turn)
        );
        Assert.Equal(PollTurn.WaitForOne, work.Next(out _));
    }

    [Fact]
    public void Some_time_after_what_took_long_one_waits_for_all_again()
    {
        var work = Work(Never, spread: TimeSpan.FromMilliseconds(1), look: Never);
        Assert.False(TryTake(work, out _));
        SeeToTwoThatTakeLong(work);
        Assert.True(SpinWait.SpinUntil(() => work.Next(out _) == PollTurn.WaitForAll, Patience));
    }

    [Fact]
    public void One_socket_alone_has_nobody_wait_beside_however_long_it_takes()
    {
        var work = Work(Never, Never, Never);
        Assert.False(TryTake(work, out _));
        work.Found([new(1, SocketEvents.Readable)]);
        Assert.True(TryTake(work, out _));
        Assert.False(TryTake(work, out _));
        work.Found([new(1, SocketEvents.Readable)]);
        Assert.True(TryTake(work, out _));
        work.CallAnother();
        work.KeepAwake();
        Assert.Equal(PollTurn.WaitForAll, work.Next(out _));
        Assert.False(Asleep(work).IsCompleted);
    }

    [Fact]
    public void What_is_found_alone_counts_among_the_several_that_are_at_work()
    {
        var work = Work(Never, Never, Never);
        Assert.False(TryTake(work, out _));
        work.Found([new(1, SocketEvents.Readable)]);
        Assert.True(TryTake(work, out _));
        Assert.False(TryTake(work, out _));
        work.Found([new(1, SocketEvents.Readable)]);
        Assert.True(TryTake(work, out _));
        Assert.Equal(PollTurn.WaitForAll, work.Next(out _));
        work.FoundOne([new(2, SocketEvents.Readable)]);
        work.CallAnother();
        Assert.Equal(PollTurn.WaitForOne, work.Next(out _));
    }

    [Fact]
    public async Task No_more_join_for_want_of_a_pause_than_are_to_work_at_once()
    {
        var work = Work(patience: TimeSpan.Zero, None, look: Never, threads: 3);
        Assert.False(TryTake(work, out _));
        // There are five.
        Assert.True(work.CallAnother());
        Assert.True(work.CallAnother());
        var asleep = Enumerable.Range(0, 4).Select(_ => Asleep(work)).ToList();
        work.Found([.. Enumerable.Range(1, 20).Select(number => new ReadySocket(number, SocketEvents.Readable))]);
        for (var taken = 0; taken < 10; taken++)
        {
            Assert.True(TryTake(work, out _));
            await Task.Delay(20, Cancel);
        }

        Assert.Equal(2, asleep.Count(thread => thread.IsCompleted));
    }

    [Fact]
    public async Task More_threads_are_begun_for_several_sockets_that_take_long_while_none_sleeps()
    {
        var work = Work(Never, spread: Never, look: Never, threads: 2, maxThreads: 4);
        Assert.False(TryTake(work, out _));
        var free = Asleep(work);
        work.Found([new(1, SocketEvents.Readable), new(2, SocketEvents.Readable)]);
        Assert.True(TryTake(work, out _));
        Assert.True(TryTake(work, out _));
        Assert.False(work.CallAnother());
        await free.WaitAsync(Patience, Cancel);
        Assert.True(work.CallAnother());
        Assert.True(work.CallAnother());
        Assert.False(work.CallAnother());
    }

    [Fact]
    public async Task What_takes_less_long_keeps_those_awake_that_there_are_and_has_none_begun()
    {
        var work = Work(Never, spread: Never, look: Never, threads: 2, maxThreads: 4);
        Assert.False(TryTake(work, out _));
        var free = Asleep(work);
        work.Found([new(1, SocketEvents.Readable), new(2, SocketEvents.Readable)]);
        Assert.True(TryTake(work, out _));
        work.KeepAwake();
        await free.WaitAsync(Patience, Cancel);
        Assert.Equal(PollTurn.WaitForOne, work.Next(out _));
        // None of the two was begun for it.
        Assert.True(work.CallAnother());
        Assert.True(work.CallAnother());
        Assert.False(work.CallAnother());
    }

    [Fact]
    public async Task Whoever_sees_to_the_only_socket_may_be_held_up_and_another_one_waits_meanwhile()
    {
        var work = Work(Never, None, Never);
        SeeToOneAlone(work, times: 8);
        Assert.False(Lend(work));
        Assert.False(TryTake(work, out _));
        var other = Asleep(work);
        work.Found([new(1, SocketEvents.Readable)]);
        Assert.True(TryTake(work, out _));
        Assert.True(Lend(work));
        Assert.Equal(PollTurn.WaitForAll, await other.WaitAsync(Patience, Cancel));
        // One at a time.
        Assert.False(Lend(work));
        work.TakeBack();
        Assert.True(Lend(work));
    }

    [Fact]
    public async Task Whoever_is_back_waits_beside_the_one_who_stood_in_for_it_and_nobody_else_does()
    {
        var work = Work(Never, spread: Never, look: Never);
        SeeToOneAlone(work, times: 8);
        Assert.False(TryTake(work, out _));
        var others = new[] { Asleep(work), Asleep(work) };
        work.Found([new(1, SocketEvents.Readable)]);
        Assert.True(TryTake(work, out _));
        Assert.True(Lend(work));
        var first = await Task.WhenAny(others).WaitAsync(Patience, Cancel);
        Assert.Equal(PollTurn.WaitForOne, await first);
        work.TakeBack();
        Assert.Equal(PollTurn.WaitForOne, work.Next(out _));
        await Task.Delay(50, Cancel);
        Assert.Equal([false, true], others.Select(other => other.IsCompleted).Order());
    }

    [Fact]
    public void Nobody_may_be_held_up_where_no_other_one_would_wait()
    {
        var work = Work(Never, None, Never);
        SeeToOneAlone(work, times: 9);
        Assert.False(Lend(work));
    }

    [Fact]
    public async Task Whoever_is_held_up_may_be_so_again_until_another_socket_is_at_work()
    {
        var work = Work(Never, None, Never);
        SeeToOneAlone(work, times: 8);
        Assert.False(TryTake(work, out _));
        var other = Asleep(work);
        work.Found([new(1, SocketEvents.Readable)]);
        Assert.True(TryTake(work, out _));
        // Of two the other one waits, and a third would find out that it is held up.
        Assert.True(work.TryLend(isLent: false, out var isShort));
        Assert.Equal(PollTurn.WaitForAll, await other.WaitAsync(Patience, Cancel));
        Assert.False(isShort);
        Assert.True(work.TryLend(isLent: true, out _));
        work.Found([new(2, SocketEvents.Readable)]);
        Assert.True(TryTake(work, out _));
        Assert.False(work.TryLend(isLent: true, out _));
    }

    [Fact]
    public void Another_thread_is_begun_where_nobody_would_find_out_that_the_one_who_waits_is_held_up()
    {
        var work = Work(Never, None, Never);
        SeeToOneAlone(work, times: 9);
        // Somebody else waits, as he who is to be held up cannot.
        Assert.Equal(PollTurn.WaitForAll, work.Next(out _));
        Assert.True(work.TryLend(isLent: false, out var isShort));
        Assert.True(isShort);
        work.TakeBack();
        Assert.True(work.TryLend(isLent: false, out isShort));
        Assert.False(isShort);
        work.NotBegun();
        work.TakeBack();
        Assert.True(work.TryLend(isLent: false, out isShort));
        Assert.True(isShort);
    }

    [Fact]
    public void A_socket_that_has_the_number_of_one_that_is_gone_is_another_one()
    {
        var work = Work(Never, None, Never);
        SeeToOneAlone(work, times: 9);
        Assert.Equal(PollTurn.WaitForAll, work.Next(out _));
        work.Forget(2);
        Assert.True(Lend(work));
        work.TakeBack();
        work.Forget(1);
        Assert.False(Lend(work));
    }

    [Fact]
    public void Nobody_may_be_held_up_while_several_sockets_are_at_work_or_something_is_left_to_do()
    {
        var work = Work(Never, None, Never);
        SeeToOneAlone(work, times: 9);
        Assert.False(TryTake(work, out _));
        work.Found([new(1, SocketEvents.Readable), new(2, SocketEvents.Readable)]);
        Assert.True(TryTake(work, out _));
        Assert.False(Lend(work));
        Assert.True(TryTake(work, out _));
        Assert.False(Lend(work));
    }

    private static PollWork Work(
        TimeSpan patience,
        TimeSpan spread,
        TimeSpan look,
        int threads = 2,
        int maxThreads = 100
    ) => new(MaxFound, threads, maxThreads, patience, spread, look);

    private static bool Lend(PollWork work) => work.TryLend(isLent: false, out _);

    private static void SeeToOneAlone(PollWork work, int times)
    {
        for (var time = 0; time < times; time++)
        {
            Assert.False(TryTake(work, out _));
            work.Found([new(1, SocketEvents.Readable)]);
            Assert.True(TryTake(work, out _));
        }
    }

    private static void SeeToTwoThatTakeLong(PollWork work)
    {
        work.Found([new(1, SocketEvents.Readable), new(2, SocketEvents.Readable)]);
        Assert.True(TryTake(work, out _));
        Assert.True(TryTake(work, out _));
        work.CallAnother();
    }

    /// <summary>What a thread has to do that has nothing to do now.</summary>
    private static Task<PollTurn> Asleep(PollWork work)
    {
        var turn = new TaskCompletionSource<PollTurn>();
        var thread = new Thread(() => turn.SetResult(work.Next(out _))) { IsBackground = true };
        thread.Start();
        Assert.True(SpinWait.SpinUntil(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin), Patience));
        return turn.Task;
    }

    private static bool TryTake(PollWork work, out ReadySocket ready) => work.Next(out ready) == PollTurn.SeeTo;

    private static int TakeOne(PollWork work) => TryTake(work, out var ready) ? ready.Number : 0;
}
