using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Ossa.Engine.Bodies;
using Ossa.Server.Transport;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Transport;

/// <summary>What HTTP and its time-outs ask of a writer.</summary>
public sealed class SocketWriterTests : IAsyncLifetime
{
    /// <summary>More than the buffers of two sockets hold.</summary>
    private const int HugeBytes = 16 * 1024 * 1024;

    private static readonly byte[] Huge = Bytes.Pattern(HugeBytes);

    private readonly TaskCompletionSource<Exception> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SocketPair _pair = null!;
    private SocketWriter _writer = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _pair = await SocketPair.ConnectAsync();
        _writer = new SocketWriter(_pair.Own, e => _failed.TrySetResult(e));
        _pair.Watch(_ => _writer.OnRoom());
    }

    public ValueTask DisposeAsync()
    {
        _pair.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_flush_waits_for_a_slow_reader_and_all_arrives_in_order()
    {
        var flush = _writer.WriteAsync(Huge, Cancel).AsTask();
        Assert.False(flush.IsCompleted);
        var received = ReceiveAsync(HugeBytes + 3);
        Assert.False((await flush).IsCanceled);
        await _writer.WriteAsync(new byte[] { 1, 2, 3 }, Cancel);
        AssertWhole(await received);
    }

    [Fact]
    public async Task A_flush_that_is_canceled_loses_nothing()
    {
        var flush = _writer.WriteAsync(Huge, Cancel).AsTask();
        _writer.CancelPendingFlush();
        Assert.True((await flush).IsCanceled);
        var next = _writer.WriteAsync(new byte[] { 1, 2, 3 }, Cancel).AsTask();
        AssertWhole(await ReceiveAsync(HugeBytes + 3));
        Assert.Equal(new FlushResult(isCanceled: false, isCompleted: false), await next);
    }

    [Fact]
    public async Task What_was_not_flushed_goes_out_at_the_end()
    {
        _writer.Write("rest"u8);
        await _writer.CompleteAsync();
        Assert.Equal("rest"u8.ToArray(), await ReceiveAsync(4));
    }

    [Fact]
    public async Task Parts_of_files_go_out_between_what_is_written_before_and_after()
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "file");
        await File.WriteAllBytesAsync(path, Huge, Cancel);
        using var file = File.OpenHandle(path, options: FileOptions.Asynchronous);
        var received = ReceiveAsync(2 + 2 * SocketWriter.MaxPartBytes + 4);
        _writer.Write("<<"u8);
        Place(new BodyFile(file, 5, SocketWriter.MaxPartBytes));
        await _writer.FlushAsync(Cancel);
        Place(new BodyFile(file, 1_000_000, SocketWriter.MaxPartBytes));
        _writer.Write("--"u8);
        await _writer.WriteAsync(">>"u8.ToArray(), Cancel);
        byte[] expected =
        [
            .. "<<"u8,
            .. Huge.AsSpan(5, SocketWriter.MaxPartBytes),
            .. Huge.AsSpan(1_000_000, SocketWriter.MaxPartBytes),
            .. "-->>"u8,
        ];
        Assert.True((await received).AsSpan().SequenceEqual(expected));
    }

    [Fact]
    public async Task A_file_that_has_become_shorter_ends_the_connection()
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "file");
        await File.WriteAllBytesAsync(path, new byte[100], Cancel);
        using var file = File.OpenHandle(path, options: FileOptions.Asynchronous);
        Place(new BodyFile(file, 0, 200));
        Assert.True((await _writer.FlushAsync(Cancel)).IsCompleted);
        Assert.IsType<SocketException>(await _failed.Task.WaitAsync(Cancel));
    }

    [Fact]
    public void Where_room_of_somebody_else_is_given_no_file_goes_out()
    {
        using var directory = new TemporaryDirectory();
        using var file = File.OpenHandle(Path.Combine(directory.Path, "file"), FileMode.Create, FileAccess.ReadWrite);
        Assert.False(_writer.TryPlace(new BodyFile(file, 0, 100), isMoreToCome: false, PipeWriter.Create(Stream.Null)));
        _writer.Write(new byte[100]);
        Assert.Equal(100, _writer.UnflushedBytes);
    }

    private void Place(BodyFile part)
    {
        Assert.True(_writer.TryPlace(part, isMoreToCome: false, _writer));
        _writer.Advance(part.Length);
    }

    [Fact]
    public async Task A_connection_that_is_gone_ends_the_flush_that_waits_and_all_later_ones()
    {
        var flush = _writer.WriteAsync(Huge, Cancel).AsTask();
        _pair.Own.Close(0);
        _writer.Wake();
        Assert.True((await flush).IsCompleted);
        await _failed.Task.WaitAsync(Cancel);
        Assert.True((await _writer.WriteAsync(new byte[] { 1 }, Cancel)).IsCompleted);
    }

    private async Task<byte[]> ReceiveAsync(int count)
    {
        var bytes = new byte[count];
        for (var received = 0; received < count; )
        {
            var got = await _pair.Peer.ReceiveAsync(bytes.AsMemory(received), SocketFlags.None, Cancel);
            Assert.NotEqual(0, got);
            received += got;
        }

        return bytes;
    }

    private static void AssertWhole(ReadOnlySpan<byte> received)
    {
        Assert.True(received[..HugeBytes].SequenceEqual(Huge));
        Assert.Equal([1, 2, 3], received[HugeBytes..].ToArray());
    }
}
