using System.Buffers;
using System.Net.Sockets;
using Ossa.Server.Transport;
using Xunit;

namespace Ossa.Tests.Server.Transport;

/// <summary>How much memory a connection has for what comes.</summary>
public sealed class ReceiveBufferTests
{
    private const int SmallBytes = 2 * 1024;
    private const int LargeBytes = 256 * 1024;

    private readonly ReceiveBuffer _buffer = new();

    [Fact]
    public async Task It_grows_while_much_comes_and_waits_with_little()
    {
        using var pair = await SocketPair.ConnectAsync();
        Assert.Equal(SmallBytes, RoomOn(pair.Own));
        await pair.Peer.SendAsync(new byte[1], SocketFlags.None, TestContext.Current.CancellationToken);
        Assert.True(pair.Own.Poll(-1, SelectMode.SelectRead));
        while (RoomOn(pair.Own) is var room && room < LargeBytes)
        {
            FillAndUse(room);
        }

        FillAndUse(LargeBytes);
        Assert.Equal(1, pair.Own.Receive(new byte[10]));
        Assert.Equal(SmallBytes, RoomOn(pair.Own));
    }

    [Fact]
    public async Task What_nobody_looks_at_makes_no_room_for_more()
    {
        using var pair = await SocketPair.ConnectAsync();
        _buffer.Received(RoomOn(pair.Own));
        Assert.False(_buffer.TryMakeRoom(pair.Own, out _));
        _ = _buffer.Content;
        Assert.False(_buffer.TryMakeRoom(pair.Own, out _));
    }

    [Fact]
    public async Task Whoever_looks_at_all_and_uses_none_gets_more_in_one_piece()
    {
        using var pair = await SocketPair.ConnectAsync();
        _buffer.Received(RoomOn(pair.Own));
        var content = _buffer.Content;
        _buffer.Advance(content.Start, content.End);
        Assert.True(RoomOn(pair.Own) >= SmallBytes);
        Assert.Equal(SmallBytes, _buffer.Content.Length);
    }

    private int RoomOn(Socket socket)
    {
        Assert.True(_buffer.TryMakeRoom(socket, out var room));
        return room.Length;
    }

    private void FillAndUse(int count)
    {
        _buffer.Received(count);
        _buffer.Advance(_buffer.Content.End, _buffer.Content.End);
    }
}
