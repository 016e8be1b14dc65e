using System.Buffers;
using System.Text;
using Ossa.Server.Repeating;
using Xunit;

namespace Ossa.Tests.Server.Repeating;

/// <summary>Where the head of a download ends, and which heads are taken down.</summary>
public sealed class RequestHeadTests
{
    private const string Head = "GET /b/k HTTP/1.1\r\nHost: h\r\n\r\n";

    [Theory]
    [InlineData(Head, Head)]
    [InlineData(Head + "GET /next HTTP/1.1\r\n\r\n", Head)]
    [InlineData("GET /b/k HTTP/1.1\r\nHost: h\r\n", null)]
    [InlineData("HEAD /b/k HTTP/1.1\r\n\r\n", null)]
    [InlineData("GET http://h/b/k HTTP/1.1\r\n\r\n", null)]
    [InlineData("", null)]
    public void A_head_ends_with_its_empty_line(string came, string? expected) => Assert.Equal(expected, Read(came));

    [Fact]
    public void One_that_is_too_long_is_not_taken_down()
    {
        var head = Head.Replace(
            "/k",
            "/" + new string('k', RequestHead.MaxBytes - Head.Length + 1),
            StringComparison.Ordinal
        );
        Assert.Equal(RequestHead.MaxBytes, head.Length);
        Assert.Equal(head, Read(head));
        Assert.Null(Read(head.Replace("/k", "/kk", StringComparison.Ordinal)));
    }

    [Fact]
    public void Over_tls_it_is_another_one()
    {
        var head = Encoding.ASCII.GetBytes(Head);
        Assert.Equal(RequestHead.HashOf(head, isSecure: true), RequestHead.HashOf(head, isSecure: true));
        Assert.NotEqual(RequestHead.HashOf(head, isSecure: false), RequestHead.HashOf(head, isSecure: true));
    }

    private static string? Read(string came) =>
        RequestHead.TryRead(new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(came)), out var head)
            ? Encoding.ASCII.GetString(head)
            : null;
}
