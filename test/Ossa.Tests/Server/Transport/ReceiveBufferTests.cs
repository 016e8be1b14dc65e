using System.Buffers;
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
    public void It_grows_while_much_comes_and_waits_with_none_and_begins_with_little_again()
    {
        while (Room() is var room && room < LargeBytes)
        {
            FillAndUse(room);
        }

        FillAndUse(LargeBytes);
        _buffer.Trim();
        Assert.Equal(LargeBytes, Room());
        FillAndUse(1);
        Assert.Equal(SmallBytes, Room());
    }

    [Fact]
    public void A_large_one_is_given_up_only_when_nothing_is_in_it()
    {
        FillAndUse(Room());
        _buffer.Received(Room() - 1);
        _buffer.Trim();
        Assert.True(_buffer.HasNews);
        var content = _buffer.Content;
        _buffer.Trim();
        Assert.Equal((4 * SmallBytes) - 1, content.Length);
        _buffer.Advance(content.End, content.End);
        _buffer.Trim();
        Assert.True(_buffer.Content.IsEmpty);
    }

    [Fact]
    public void What_nobody_looks_at_makes_no_room_for_more()
    {
        _buffer.Received(Room());
        Assert.False(_buffer.TryMakeRoom(out _));
        _ = _buffer.Content;
        Assert.False(_buffer.TryMakeRoom(out _));
    }

    [Fact]
    public void What_comes_while_somebody_has_the_rest_is_not_put_where_it_would_be_cut()
    {
        Assert.Equal(SmallBytes, Room());
        _buffer.Received(SmallBytes - 100);
        Assert.Equal(100, Room());
        _ = _buffer.Content;
        Assert.False(_buffer.TryMakeRoom(out _));
    }

    [Fact]
    public void Whoever_looks_at_all_and_uses_none_gets_more_in_one_piece()
    {
        _buffer.Received(Room());
        var content = _buffer.Content;
        _buffer.Advance(content.Start, content.End);
        Assert.True(Room() >= SmallBytes);
        Assert.Equal(SmallBytes, _buffer.Content.Length);
    }

    private int Room()
    {
        Assert.True(_buffer.TryMakeRoom(out var room));
        return room.Length;
    }

    private void FillAndUse(int count)
    {
        _buffer.Received(count);
        _buffer.Advance(_buffer.Content.End, _buffer.Content.End);
    }
}
