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
            Assert.True(_buffer.TryAdd(One, line, out var isLarge));
            Assert.Equal(i > 0 || line.Length >= LogBuffer.LargeBytes, isLarge);
        }

        Assert.False(_buffer.TryAdd(Two, "y", out _));
        var batch = Assert.Single(_buffer.Take());
        Assert.False(_buffer.TryAdd(Two, "y", out _));
        _buffer.Return(batch);
        Assert.Equal(LogBuffer.MaxBytes, _buffer.Bytes);
        _buffer.LetGo(Assert.Single(_buffer.Take()));
        Assert.True(_buffer.TryAdd(Two, "y", out _));
        Assert.Equal(1, _buffer.Bytes);
    }

    private List<(string Source, string Text, int Lines)> Take() =>
        [
            .. _buffer
                .Take()
                .Select(batch => (batch.Stream.Source, Encoding.ASCII.GetString(batch.Bytes.Span), batch.Lines)),
        ];
}
