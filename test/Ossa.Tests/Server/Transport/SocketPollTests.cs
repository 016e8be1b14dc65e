using System.Collections.Concurrent;
using System.Net.Sockets;
using Ossa.Engine;
using Ossa.Server.Transport;
using Xunit;

namespace Ossa.Tests.Server.Transport;

/// <summary>What the threads that wait for all sockets tell.</summary>
public sealed class SocketPollTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_there_already_is_told_when_a_socket_is_added()
    {
        using var pair = await SocketPair.ConnectAsync();
        await pair.Peer.SendAsync("early"u8.ToArray(), SocketFlags.None, Cancel);
        Assert.True(pair.Own.Poll(TimeSpan.FromSeconds(10), SelectMode.SelectRead));
        var told = Watch(pair);
        Assert.True((await NextAsync(told)).HasFlag(SocketEvents.Readable));
    }

    [Fact]
    public async Task Each_thing_that_comes_is_told_and_so_is_the_end()
    {
        using var pair = await SocketPair.ConnectAsync();
        var told = Watch(pair);
        for (var i = 0; i < 100; i++)
        {
            await pair.Peer.SendAsync("more"u8.ToArray(), SocketFlags.None, Cancel);
            Assert.Equal(SocketEvents.Readable, await NextAsync(told));
            Assert.Equal(4, NativeSocket.Receive(pair.Own, new byte[100]));
            Assert.Equal(NativeSocket.NotReady, NativeSocket.Receive(pair.Own, new byte[100]));
        }

        pair.Peer.Shutdown(SocketShutdown.Send);
        Assert.True((await NextAsync(told)).HasFlag(SocketEvents.Ended));
    }

    [Fact]
    public async Task That_there_is_room_is_told_only_where_that_is_wanted()
    {
        using var pair = await SocketPair.ConnectAsync();
        var told = Watch(pair);
        for (var i = 0; i < 3; i++)
        {
            SocketPoll.Shared.WantRoom(pair.Own.SafeHandle, isWanted: true);
            Assert.Equal(SocketEvents.Writable, await NextAsync(told));
            while (NativeSocket.Send(pair.Own, new byte[1024 * 1024], isMoreToCome: false) > 0) { }

            SocketPoll.Shared.WantRoom(pair.Own.SafeHandle, isWanted: i == 0);
            await DrainAsync(pair);
            Assert.Equal(
                i == 0 ? SocketEvents.Writable : SocketEvents.None,
                await NextAsync(told, i == 0 ? 10_000 : 50)
            );
        }
    }

    [Fact]
    public async Task Nothing_is_told_of_a_socket_that_was_removed()
    {
        using var pair = await SocketPair.ConnectAsync();
        var watcher = new Counter();
        SocketPoll.Shared.Add(pair.Own.SafeHandle, watcher);
        SocketPoll.Shared.Remove(pair.Own.SafeHandle, watcher);
        await pair.Peer.SendAsync("more"u8.ToArray(), SocketFlags.None, Cancel);
        await Task.Delay(50, Cancel);
        Assert.Equal(0, watcher.Count);
    }

    [Fact]
    public async Task Removing_what_was_there_before_leaves_another_one_of_the_same_number_alone()
    {
        using var pair = await SocketPair.ConnectAsync();
        var told = Watch(pair);
        SocketPoll.Shared.Remove(pair.Own.SafeHandle, new Counter());
        await pair.Peer.SendAsync("more"u8.ToArray(), SocketFlags.None, Cancel);
        Assert.True((await NextAsync(told)).HasFlag(SocketEvents.Readable));
    }

    [Fact]
    public async Task Whoever_is_held_up_with_one_socket_does_not_hold_up_the_others()
    {
        using var slow = await SocketPair.ConnectAsync();
        using var other = await SocketPair.ConnectAsync();
        using var goOn = new ManualResetEventSlim();
        using var isHeld = new ManualResetEventSlim();
        var told = Watch(other);
        slow.Watch(_ =>
        {
            isHeld.Set();
            goOn.Wait(TimeSpan.FromMinutes(1));
        });
        try
        {
            await slow.Peer.SendAsync("more"u8.ToArray(), SocketFlags.None, Cancel);
            Assert.True(isHeld.Wait(TimeSpan.FromSeconds(10), Cancel));
            for (var i = 0; i < 10; i++)
            {
                await other.Peer.SendAsync("more"u8.ToArray(), SocketFlags.None, Cancel);
                Assert.True((await NextAsync(told)).HasFlag(SocketEvents.Readable));
            }
        }
        finally
        {
            goOn.Set();
        }
    }

    [Fact]
    public async Task Whoever_sees_to_the_only_socket_may_be_held_up_for_long_where_it_is()
    {
        using var alone = await SocketPair.ConnectAsync();
        using var other = await SocketPair.ConnectAsync();
        using var goOn = new ManualResetEventSlim();
        var seen = new BlockingCollection<bool>();
        alone.Watch(_ =>
        {
            var mayStay = EngineThread.TryStay();
            seen.Add(mayStay);
            if (mayStay)
            {
                goOn.Wait(TimeSpan.FromMinutes(1));
            }
        });
        try
        {
            await BeHeldUpAsync();
            var told = new BlockingCollection<bool>();
            other.Watch(_ => told.Add(EngineThread.TryStay()));
            for (var time = 0; time < 20; time++)
            {
                await other.Peer.SendAsync("more"u8.ToArray(), SocketFlags.None, Cancel);
                Assert.True(told.TryTake(out var mayStay, TimeSpan.FromSeconds(10)));
                Assert.False(mayStay);
            }
        }
        finally
        {
            goOn.Set();
        }

        // It came back, and may be held up again.
        await BeHeldUpAsync();

        // Sockets of other tests come in between.
        async Task BeHeldUpAsync()
        {
            var times = 0;
            do
            {
                Assert.InRange(++times, 1, 100_000);
                await alone.Peer.SendAsync("more"u8.ToArray(), SocketFlags.None, Cancel);
            } while (!seen.Take(Cancel));
        }
    }

    [Fact]
    public async Task What_goes_wrong_with_one_socket_is_told_to_that_one()
    {
        using var pair = await SocketPair.ConnectAsync();
        var told = new BlockingCollection<SocketEvents>();
        pair.Watch(events =>
        {
            told.Add(events);
            if (events != SocketEvents.Failed)
            {
                throw new IOException("Out of order.");
            }
        });
        for (var i = 0; i < 3; i++)
        {
            await pair.Peer.SendAsync("more"u8.ToArray(), SocketFlags.None, Cancel);
            Assert.Equal(SocketEvents.Readable, await NextAsync(told));
            Assert.Equal(SocketEvents.Failed, await NextAsync(told));
            NativeSocket.Receive(pair.Own, new byte[100]);
        }
    }

    [Fact]
    public async Task What_comes_behind_an_urgent_byte_is_told()
    {
        using var pair = await SocketPair.ConnectAsync();
        var told = Watch(pair);
        await pair.Peer.SendAsync("!"u8.ToArray(), SocketFlags.OutOfBand, Cancel);
        Assert.NotEqual(SocketEvents.None, await NextAsync(told) & SocketEvents.MoreIsUntold);
    }

    private static BlockingCollection<SocketEvents> Watch(SocketPair pair)
    {
        var told = new BlockingCollection<SocketEvents>();
        pair.Watch(told.Add);
        return told;
    }

    private static Task<SocketEvents> NextAsync(BlockingCollection<SocketEvents> told, int patience = 10_000) =>
        Task.Run(() => told.TryTake(out var events, patience, Cancel) ? events : SocketEvents.None, Cancel);

    private static async Task DrainAsync(SocketPair pair)
    {
        var room = new byte[1024 * 1024];
        while (pair.Peer.Poll(TimeSpan.FromMilliseconds(20), SelectMode.SelectRead))
        {
            await pair.Peer.ReceiveAsync(room, SocketFlags.None, Cancel);
        }
    }

    private sealed class Counter : IPolledSocket
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void OnReady(SocketEvents events) => Interlocked.Increment(ref _count);

        public void Fail(Exception error) => Interlocked.Increment(ref _count);
    }
}
