using System.Text;
using Ossa.Server.AccessLogs;
using Xunit;

namespace Ossa.Tests.Server.Logging;

public sealed class LogBufferTests
{
    private static readonly LogStream One = new("one", "1", "logs", "a");
    private static readonly LogStream Two = new("two", "1", "logs", "a");

    private readonly LogBuffer _buffer = new();

    [Fact]
    public void Lines_are_taken_once_by_log_in_their_order()
    {
        Assert.True(_buffer.TryAdd(One, "1\n", out _));
        Assert.True(_buffer.TryAdd(Two, "2\n", out _));
        Assert.True(_buffer.TryAdd(One, "3\n", out _));
        Assert.Equal([("one", "1\n3\n", 2), ("two", "2\n", 1)], Take());
        Assert.Empty(Take());
    }

    [Fact]
    public void What_is_given_back_comes_first_the_next_time()
    {
        _buffer.TryAdd(One, "1\n", out _);
        _buffer.Return(Assert.Single(_buffer.Take()));
        _buffer.TryAdd(One, "2\n", out _);
        Assert.Equal([("one", "1\n", 1), ("one", "2\n", 1)], Take());
    }

    [Fact]
    public void A_full_buffer_takes_no_more_until_something_is_let_go_of()
    {
        var line = new string('x', LogBuffer.MaxBytes / 8);
        for (var i = 0; i < 8; i++)
        {
            Assert.True(_buffer.TryAdd(One with { Source = $"{i}" }, line, out var isLarge));
            Assert.Equal(line.Length >= LogBuffer.LargeBytes, isLarge);
        }

        Assert.False(_buffer.TryAdd(Two, "y", out _));
        var batches = _buffer.Take();
        Assert.False(_buffer.TryAdd(Two, "y", out _));
        Assert.All(batches, _buffer.Return);
        Assert.Equal(LogBuffer.MaxBytes, _buffer.Bytes);
        Assert.All(_buffer.Take(), _buffer.LetGo);
        Assert.True(_buffer.TryAdd(Two, "y", out _));
        Assert.Equal(1, _buffer.Bytes);
    }

    [Fact]
    public void A_log_that_nobody_takes_leaves_room_for_the_others()
    {
        var half = new string('x', LogBuffer.MaxStreamBytes / 2);
        Assert.True(_buffer.TryAdd(One, half, out _));
        Assert.True(_buffer.TryAdd(One, half, out var isLarge));
        Assert.True(isLarge);
        Assert.False(_buffer.TryAdd(One, "y", out _));
        Assert.True(_buffer.TryAdd(Two, "y", out _));

        // What was taken and given back still counts; what was let go of does not.
        foreach (var batch in _buffer.Take())
        {
            _buffer.Return(batch);
        }

        Assert.False(_buffer.TryAdd(One, "y", out _));
        Assert.All(_buffer.Take(), _buffer.LetGo);
        Assert.True(_buffer.TryAdd(One, "y", out _));
        Assert.Equal(1, _buffer.Bytes);
    }

    private List<(string Source, string Text, int Lines)> Take() =>
        [
            .. _buffer
                .Take()
                .Select(batch => (batch.Stream.Source, Encoding.ASCII.GetString(batch.Bytes.Span), batch.Lines)),
        ];
}
