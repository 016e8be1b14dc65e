using System.Buffers;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Ossa.Server.Transport;
using Xunit;

namespace Ossa.Tests.Server.Transport;

/// <summary>What HTTP and its time-outs ask of a reader.</summary>
public sealed class SocketReaderTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SocketPair _pair = null!;
    private SocketReader _reader = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _pair = await SocketPair.ConnectAsync();
        _reader = new SocketReader(_pair.Own, () => _ended.SetResult());
        _pair.Watch(_reader.OnReady);
    }

    public ValueTask DisposeAsync()
    {
        _reader.Complete();
        _pair.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_read_that_is_canceled_gives_nothing_and_loses_nothing()
    {
        var read = _reader.ReadAsync(Cancel);
        Assert.False(read.IsCompleted);
        _reader.CancelPendingRead();
        var canceled = await read;
        Assert.True(canceled is { IsCanceled: true, IsCompleted: false, Buffer.IsEmpty: true });
        _reader.AdvanceTo(canceled.Buffer.Start);
        await SendAsync("later");
        Assert.Equal("later", await ReadAsync(5));
    }

    [Fact]
    public async Task A_cancelation_before_a_read_counts_for_that()
    {
        _reader.CancelPendingRead();
        Assert.True((await _reader.ReadAsync(Cancel)).IsCanceled);
    }

    [Fact]
    public async Task A_token_ends_a_read_and_not_the_connection()
    {
        using var giveUp = new CancellationTokenSource();
        var read = _reader.ReadAsync(giveUp.Token).AsTask();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        await SendAsync("later");
        Assert.Equal("later", await ReadAsync(5));
    }

    [Fact]
    public async Task What_was_looked_at_and_not_used_is_given_again_with_what_comes()
    {
        await SendAsync("ab");
        var first = await _reader.ReadAsync(Cancel);
        _reader.AdvanceTo(first.Buffer.GetPosition(1), first.Buffer.End);
        var second = _reader.ReadAsync(Cancel);
        Assert.False(second.IsCompleted);
        await SendAsync("c");
        Assert.Equal("bc", Encoding.ASCII.GetString((await second).Buffer));
    }

    [Fact]
    public async Task Small_requests_one_after_another_are_each_given_in_one_piece()
    {
        for (var i = 0; i < 100; i++)
        {
            var request = new string((char)('a' + (i % 26)), 300 + i);
            await SendAsync(request);
            var read = await _reader.ReadAsync(Cancel);
            Assert.Equal(request, Encoding.ASCII.GetString(read.Buffer.FirstSpan));
            _reader.AdvanceTo(read.Buffer.End);
        }
    }

    [Fact]
    public async Task More_than_any_buffer_has_stays_in_one_piece_while_nothing_of_it_is_used()
    {
        var sent = Enumerable.Range(0, 700_000).Select(i => (byte)(i % 251)).ToArray();
        var sending = _pair.Peer.SendAsync(sent, SocketFlags.None, Cancel);
        while (true)
        {
            var buffer = (await _reader.ReadAsync(Cancel)).Buffer;
            Assert.True(buffer.IsSingleSegment);
            if (buffer.Length == sent.Length)
            {
                Assert.True(buffer.FirstSpan.SequenceEqual(sent));
                break;
            }

            _reader.AdvanceTo(buffer.Start, buffer.End);
        }

        Assert.Equal(sent.Length, await sending);
    }

    [Fact]
    public async Task The_end_comes_after_what_was_sent_before_it()
    {
        await SendAsync("last");
        _pair.Peer.Shutdown(SocketShutdown.Send);
        await _ended.Task.WaitAsync(Cancel);
        var read = await _reader.ReadAsync(Cancel);
        Assert.True(read.IsCompleted);
        Assert.Equal("last", Encoding.ASCII.GetString(read.Buffer));
    }

    [Fact]
    public async Task The_end_is_noticed_while_nobody_reads()
    {
        _pair.Peer.Close();
        await _ended.Task.WaitAsync(Cancel);
    }

    [Fact]
    public async Task A_reset_is_an_error()
    {
        var read = _reader.ReadAsync(Cancel).AsTask();
        _pair.Peer.Close(0);
        await Assert.ThrowsAsync<ConnectionResetException>(() => read);
    }

    [Fact]
    public async Task Whoever_finds_something_to_read_at_once_leaves_the_thread_that_waits_for_sockets()
    {
        await SendAsync("one");
        Assert.Equal("one", await ReadAsync(3));
        await SendAsync("two");
        // Whoever asks when the other thread has come already goes on where he is, which is rare.
        var leaves = false;
        for (var attempt = 0; attempt < 10 && !leaves; attempt++)
        {
            leaves = await LeavesAsync();
        }

        Assert.True(leaves);
    }

    private async Task<bool> LeavesAsync()
    {
        var first = await _reader.ReadAsync(Cancel);
        _reader.AdvanceTo(first.Buffer.Start);
        var wasOnPool = new TaskCompletionSource<bool>();
        var socketThread = new Thread(() =>
        {
            // It has no context to come back to, so the rest runs where the read ended.
            _ = NoteAsync();
        });
        socketThread.Start();
        return await wasOnPool.Task.WaitAsync(Cancel);

        async Task NoteAsync()
        {
            var read = await _reader.ReadAsync(Cancel);
            _reader.AdvanceTo(read.Buffer.Start);
            wasOnPool.SetResult(Thread.CurrentThread.IsThreadPoolThread);
        }
    }

    private async Task SendAsync(string text) =>
        await _pair.Peer.SendAsync(Encoding.ASCII.GetBytes(text), SocketFlags.None, Cancel);

    private async Task<string> ReadAsync(int length)
    {
        while (true)
        {
            var buffer = (await _reader.ReadAsync(Cancel)).Buffer;
            if (buffer.Length >= length)
            {
                var text = Encoding.ASCII.GetString(buffer);
                _reader.AdvanceTo(buffer.End);
                return text;
            }

            _reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }
}
