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
    public void Two_are_alike_whose_urls_differ_in_when_they_were_signed_alone()
    {
        var (first, other) = (new string('a', 64), new string('b', 64));
        var head = Signed("20261127T000000Z", "60", first);
        foreach (
            var like in new[]
            {
                Signed("20261127T000000Z", "60", other),
                Signed("20261127T000000Z", "604800", first),
                Signed("20261128T235959Z", "60", first),
            }
        )
        {
            Assert.True(HeadOf(like).IsLike(HeadOf(head)));
            Assert.Equal(HeadOf(head).HashOf(isSecure: false), HeadOf(like).HashOf(isSecure: false));
            Assert.False(HeadOf(like).IsSignedAs(HeadOf(head)));
            Assert.True(HeadOf(like).IsSignedAs(HeadOf(like)));
        }

        Assert.False(HeadOf(Signed("20261127T000000Z", "60", first, "x")).IsLike(HeadOf(head)));
    }

    [Theory]
    [InlineData("x-oss-date=20261127T000000Z&x-oss-expires=60&x-oss-signature=SIGNATURE", true)]
    [InlineData("a=b&x-oss-date=20261127T000000Z&c&x-oss-expires=60&d=&x-oss-signature=SIGNATURE&e", true)]
    [InlineData(
        "x-oss-date=20261127T000000Z&x-oss-expires=60&x-oss-signature-version=1&x-oss-signature=SIGNATURE",
        true
    )]
    [InlineData("x-oss-expires=60&x-oss-date=20261127T000000Z&x-oss-signature=SIGNATURE", false)]
    [InlineData("x-oss-date=20261127T00000&x-oss-expires=60&x-oss-signature=SIGNATURE", false)]
    [InlineData("x-oss-date=20261127T00000%5A&x-oss-expires=60&x-oss-signature=SIGNATURE", false)]
    [InlineData("x-oss-date=20261127T000000Z&x-oss-expires=6%30&x-oss-signature=SIGNATURE", false)]
    [InlineData("x-oss-date=20261127T000000Z&x-oss-expires=&x-oss-signature=SIGNATURE", false)]
    [InlineData("x-oss-date=20261127T000000Z&x-oss-expires=60&x-oss-signature=SIGNATURE0", false)]
    [InlineData("x-oss-date=20261127T000000Z&x-oss-expires=60", false)]
    [InlineData("a=?x-oss-date=20261127T000000Z&x-oss-expires=60&x-oss-signature=SIGNATURE", false)]
    [InlineData("?x-oss-date=20261127T000000Z&x-oss-expires=60&x-oss-signature=SIGNATURE", false)]
    [InlineData("x-oss-date=20261127T000000Z&a=?x-oss-expires=60&x-oss-signature=SIGNATURE", false)]
    [InlineData("x-oss-date=20261127T000000Z&x-oss-expires=60&a=?x-oss-signature=SIGNATURE", false)]
    [InlineData("x-oss-date=20261127T000000Z&x-oss-expires=0000060&x-oss-signature=SIGNATURE", false)]
    [InlineData("ax-oss-date=20261127T000000Z&x-oss-expires=60&x-oss-signature=SIGNATURE", false)]
    [InlineData(
        "a HTTP/1.1\r\nReferer: ?x-oss-date=20261127T000000Z&x-oss-expires=60&x-oss-signature=SIGNATURE",
        false
    )]
    public void What_differs_each_time_is_found_where_it_stands_as_clients_write_it(string query, bool isFound)
    {
        var signature = new string('a', 64);
        var text = query.Replace("SIGNATURE", signature, StringComparison.Ordinal);
        var head = HeadOf(Encoding.ASCII.GetBytes($"GET /b/k?{text} HTTP/1.1\r\nHost: h\r\n\r\n"));
        Assert.Equal(isFound, head.LooksSigned);
        Assert.Equal(isFound ? "20261127T000000Z" : "", Encoding.ASCII.GetString(head.Date));
        Assert.Equal(isFound ? "60" : "", Encoding.ASCII.GetString(head.Expires));
        Assert.Equal(isFound ? signature : "", Encoding.ASCII.GetString(head.Signature));
    }

    [Fact]
    public void Over_tls_it_is_another_one()
    {
        var head = Encoding.ASCII.GetBytes(Head);
        Assert.Equal(HeadOf(head).HashOf(isSecure: true), HeadOf(head).HashOf(isSecure: true));
        Assert.NotEqual(HeadOf(head).HashOf(isSecure: false), HeadOf(head).HashOf(isSecure: true));
    }

    private static string? Read(string came) =>
        RequestHead.TryRead(new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(came)), out var head)
            ? Encoding.ASCII.GetString(head.Bytes)
            : null;

    private static RequestHead HeadOf(byte[] bytes)
    {
        var came = new ReadOnlySequence<byte>(bytes);
        Assert.True(RequestHead.TryRead(came, out var head));
        return new RequestHead(bytes, head.Places);
    }

    private static byte[] Signed(string date, string expires, string signature, string rest = "") =>
        Encoding.ASCII.GetBytes(
            $"GET /b/k?x-oss-credential=c&x-oss-date={date}&x-oss-expires={expires}&x-oss-signature={signature}&v=1 HTTP/1.1\r\nHost: h{rest}\r\n\r\n"
        );
}
