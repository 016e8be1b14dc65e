using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;
using Ossa.Engine.Bodies;
using Ossa.Server.Transport;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Transport;

/// <summary>Parts of files that a socket does not take at once.</summary>
public sealed class FileSenderTests : IAsyncLifetime
{
    /// <summary>More than the buffers of both sockets hold.</summary>
    private const int FileBytes = 16 * 1024 * 1024;

    private readonly TemporaryDirectory _directory = new();
    private readonly byte[] _bytes = Bytes.Pattern(FileBytes);
    private readonly LoneSending _alone = new(TimeSpan.Zero);
    private SocketPair _pair = null!;
    private SocketSender _sender = null!;
    private string _path = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _pair = await SocketPair.ConnectAsync();
        _sender = new SocketSender(_pair.Own);
        _pair.Watch(_ => _sender.OnRoom());
        _path = Path.Combine(_directory.Path, "file");
        await File.WriteAllBytesAsync(_path, _bytes, Cancel);
    }

    public ValueTask DisposeAsync()
    {
        _pair.Dispose();
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_is_not_sent_at_once_is_asked_for_on_the_pool_alone()
    {
        using var file = Open();
        var askedOnPool = new ConcurrentQueue<bool>();
        var sender = new FileSender(
            _pair.Own,
            _sender,
            (_, part) =>
            {
                askedOnPool.Enqueue(Thread.CurrentThread.IsThreadPoolThread);
                return 0;
            },
            _alone
        );
        var sent = new TaskCompletionSource<Task>();
        new Thread(() =>
            sent.SetResult(sender.SendAsync(new BodyFile(file, 0, 100_000), isMoreToCome: false).AsTask())
        ).Start();
        await ExpectAsync(_bytes.AsMemory(0, 100_000));
        await await sent.Task;
        Assert.False(askedOnPool.First());
        Assert.InRange(askedOnPool.Count, 2, int.MaxValue);
        Assert.DoesNotContain(false, askedOnPool.Skip(1));
    }

    [Fact]
    public async Task Parts_of_any_length_arrive_whole_however_little_the_socket_takes_at_once()
    {
        using var file = Open();
        _pair.Own.NoDelay = true;
        var calls = 0;
        var sender = new FileSender(_pair.Own, _sender, SendLittle, _alone);
        var received = ExpectAsync(_bytes.AsMemory(0, 1_000_000));
        for (var (offset, length) = (0, 1); offset < 1_000_000; offset += length, length = (length * 3 + 1) % 20_011)
        {
            length = Math.Min(length, 1_000_000 - offset);
            await sender.SendAsync(new BodyFile(file, offset, length), isMoreToCome: calls % 2 == 0);
        }

        await received;

        int SendLittle(Socket socket, BodyFile part) =>
            (calls++ % 3) is var kind and > 0
                ? NativeSocket.Send(socket, part with { Length = Math.Min(kind * 1500, part.Length) })
                : 0;
    }

    [Fact]
    public async Task A_file_that_is_closed_while_the_reader_is_waited_for_is_sent_whole_all_the_same()
    {
        var file = Open();
        var sending = Sender().SendAsync(new BodyFile(file, 0, FileBytes), isMoreToCome: false).AsTask();
        Assert.False(sending.IsCompleted);
        file.Dispose();
        await ExpectAsync(_bytes);
        await sending;
    }

    [Fact]
    public async Task A_file_that_ends_too_soon_fails_also_where_the_reader_was_waited_for()
    {
        using var file = Open();
        var sender = Sender();
        var sending = sender.SendAsync(new BodyFile(file, 100, FileBytes), isMoreToCome: false).AsTask();
        await ExpectAsync(_bytes.AsMemory(100));
        var error = await Assert.ThrowsAsync<SocketException>(() => sending.WaitAsync(Cancel));
        Assert.Equal(SocketError.NoData, error.SocketErrorCode);
    }

    [Fact]
    public async Task A_reader_that_goes_while_he_is_waited_for_ends_sending()
    {
        using var file = Open();
        var sending = Sender().SendAsync(new BodyFile(file, 0, FileBytes), isMoreToCome: false).AsTask();
        Assert.False(sending.IsCompleted);
        _pair.Peer.Close(0);
        await Assert.ThrowsAsync<SocketException>(() => sending.WaitAsync(Cancel));
    }

    [Fact]
    public async Task What_fills_no_segment_is_held_back_until_nothing_more_is_to_come()
    {
        using var file = Open();
        var sender = Sender();
        var part = new BodyFile(file, 0, 1000);
        Assert.False(IsCorked());
        await sender.SendAsync(part, isMoreToCome: true);
        Assert.True(IsCorked());
        await sender.SendAsync(part, isMoreToCome: true);
        Assert.True(IsCorked());
        await sender.SendAsync(part, isMoreToCome: false);
        Assert.False(IsCorked());
        await sender.SendAsync(part, isMoreToCome: true);
        // The rest had to be read.
        await _sender.SendAsync(_bytes.AsMemory(0, 10), isMoreToCome: true);
        Assert.True(IsCorked());
        await _sender.SendAsync(_bytes.AsMemory(0, 10));
        Assert.False(IsCorked());
    }

    [Fact]
    public async Task What_was_held_back_goes_out_at_the_end_also_where_the_reader_was_waited_for()
    {
        using var file = Open();
        var sender = Sender();
        await sender.SendAsync(new BodyFile(file, 0, 1), isMoreToCome: true);
        var sending = sender.SendAsync(new BodyFile(file, 1, FileBytes - 1), isMoreToCome: false).AsTask();
        Assert.False(sending.IsCompleted);
        await ExpectAsync(_bytes);
        await sending;
        Assert.False(IsCorked());
    }

    [Fact]
    public async Task While_others_are_sent_large_files_nothing_is_held_back()
    {
        using var file = Open();
        var alone = new LoneSending(TimeSpan.FromDays(1));
        var sender = new FileSender(_pair.Own, _sender, NativeSocket.Send, alone);
        var part = new BodyFile(file, 0, 1000);
        // What came first has been alone for no time at all.
        await sender.SendAsync(part, isMoreToCome: true);
        Assert.False(IsCorked());
        _sender.Cork();
        Assert.False(alone.IsAlone(new object()));
        await sender.SendAsync(part, isMoreToCome: true);
        Assert.False(IsCorked());
    }

    private bool IsCorked()
    {
        var isCorked = new byte[sizeof(int)];
        _pair.Own.GetRawSocketOption(optionLevel: 6, optionName: 3, isCorked);
        return BitConverter.ToInt32(isCorked) != 0;
    }

    private FileSender Sender() => new(_pair.Own, _sender, NativeSocket.Send, _alone);

    private SafeFileHandle Open() => File.OpenHandle(_path);

    private async Task ExpectAsync(ReadOnlyMemory<byte> expected)
    {
        var buffer = new byte[1_000_000];
        while (!expected.IsEmpty)
        {
            var wanted = buffer.AsMemory(0, Math.Min(buffer.Length, expected.Length));
            var count = await _pair.Peer.ReceiveAsync(wanted, SocketFlags.None, Cancel);
            Assert.NotEqual(0, count);
            Assert.True(buffer.AsSpan(0, count).SequenceEqual(expected.Span[..count]));
            expected = expected[count..];
        }
    }
}
