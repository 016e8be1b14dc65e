using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Ossa.Tests.Server.Hostile;

/// <summary>
/// A second request in what one reading of the head takes for the body of the first. Anybody may write in this bucket, so it would be
/// carried out if it were ever read as one.
/// </summary>
public sealed class SmugglingTests : ServerTest
{
    private const string Chunked = "Transfer-Encoding: chunked";
    private const string Plain = "{hidden}";
    private const string Ended = "0\r\n\r\n{hidden}";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Server.SendAsync("PUT", Bucket, query: [H("acl", "")], headers: [H("x-oss-acl", "public-read-write")]);
        await PutAsync("victim");
    }

    [Theory]
    [InlineData($"Content-Length: 5\r\n{Chunked}", Ended)]
    [InlineData($"Content-Length: {{length}}\r\n{Chunked}", Ended)]
    [InlineData($"{Chunked}\r\nContent-Length: 0", Ended)]
    [InlineData("Content-Length: 0\r\nContent-Length: {length}", Plain)]
    [InlineData("Content-Length: {length}\r\nContent-Length: 0", Plain)]
    [InlineData("Content-Length: 0, {length}", Plain)]
    [InlineData("Content-Length: +0", Plain)]
    [InlineData("Content-Length: -0", Plain)]
    [InlineData("Content-Length: 0x0", Plain)]
    [InlineData("Content-Length: 0 0", Plain)]
    [InlineData("Content-Length: 00000000000000000000000000000000", Plain)]
    [InlineData("Content-Length: 18446744073709551616", Plain)]
    [InlineData("Content-Length : 0", Plain)]
    [InlineData("Content-Length:\u000b0", Plain)]
    [InlineData("X: y\r\n Content-Length: {length}", Plain)]
    [InlineData("X: y\r\n\tContent-Length: {length}", Plain)]
    [InlineData("X: y\rContent-Length: {length}", Plain)]
    [InlineData("X: y\nContent-Length: 0", Plain)]
    [InlineData($"X: y\n{Chunked}", Ended)]
    [InlineData("Transfer-Encoding: identity", Plain)]
    [InlineData("Transfer-Encoding: xchunked", Ended)]
    [InlineData("Transfer-Encoding: chunked, identity", Ended)]
    [InlineData("Transfer-Encoding: chunked, chunked", Ended)]
    [InlineData("Transfer-Encoding: gzip, chunked", Ended)]
    [InlineData("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked", Ended)]
    [InlineData("Transfer-Encoding: \"chunked\"", Ended)]
    [InlineData("Transfer-Encoding : chunked", Ended)]
    [InlineData("Transfer-Encoding:\u000bchunked", Ended)]
    [InlineData("Transfer-Encoding\u00a0: chunked", Ended)]
    [InlineData($"{Chunked}", "0x0\r\n\r\n{hidden}")]
    [InlineData($"{Chunked}", "+0\r\n\r\n{hidden}")]
    [InlineData($"{Chunked}", "-0\r\n\r\n{hidden}")]
    [InlineData($"{Chunked}", "10000000000000000\r\n\r\n{hidden}")]
    [InlineData($"{Chunked}", "1\r\naX0\r\n\r\n{hidden}")]
    [InlineData($"{Chunked}", "1\na\n0\n\n{hidden}")]
    [InlineData($"{Chunked}", "1;\na\r\n0\r\n\r\n{hidden}")]
    [InlineData($"{Chunked}", "1;a=\"\n{hidden}\"\r\na\r\n0\r\n\r\n{hidden}")]
    public async Task A_body_of_two_readings_hides_no_second_request(string lines, string body)
    {
        var hidden = $"DELETE /{Bucket}/victim HTTP/1.1\r\nHost: {Server.Host}\r\n\r\n";
        body = body.Replace("{hidden}", hidden, StringComparison.Ordinal);
        var length = Encoding.Latin1.GetByteCount(body).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var head = $"PUT /{Bucket}/k HTTP/1.1\r\nHost: {Server.Host}\r\n{lines}\r\n\r\n";
        var answers = await SendAsync(head.Replace("{length}", length, StringComparison.Ordinal) + body);
        Assert.InRange(Count(answers, "HTTP/1.1 "), 0, 1);
        Assert.Matches("^(HTTP/1.1 4|$)", answers);
        Assert.Equal(200, (await GetAsync("victim")).Status);
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Theory]
    [InlineData("GET /{bucket}/victim HTTP/1.1\r\nHost: {host}\r\nX: y\nX-Z: 1\r\n\r\n")]
    [InlineData("GET /{bucket}/victim HTTP/1.1\nHost: {host}\n\n")]
    [InlineData("GET /{bucket}/victim\r\n\r\n")]
    [InlineData("GET  /{bucket}/victim HTTP/1.1\r\nHost: {host}\r\n\r\n")]
    [InlineData("GET /{bucket}/victim HTTP/1.1\r\nHost: {host}\r\n: empty\r\n\r\n")]
    [InlineData("GET /{bucket}/victim HTTP/1.1\r\nHost: {host}\r\nno colon\r\n\r\n")]
    [InlineData("GET /{bucket}/victim\u0000 HTTP/1.1\r\nHost: {host}\r\n\r\n")]
    [InlineData("GET /{bucket}/victim HTTP/9.9\r\nHost: {host}\r\n\r\n")]
    public async Task A_head_that_is_not_of_the_grammar_is_refused(string head)
    {
        var sent = head.Replace("{bucket}", Bucket, StringComparison.Ordinal)
            .Replace("{host}", Server.Host, StringComparison.Ordinal);
        Assert.Matches("^(HTTP/1.1 (4|505)|$)", await SendAsync(sent));
    }

    [Fact]
    public async Task Extensions_of_chunks_are_left_out_of_the_body()
    {
        var head = $"PUT /{Bucket}/k HTTP/1.1\r\nHost: {Server.Host}\r\nConnection: close\r\n{Chunked}\r\n\r\n";
        Assert.StartsWith(
            "HTTP/1.1 200",
            await SendAsync(head + "3;a=b\r\nabc\r\n0;c\r\n\r\n"),
            StringComparison.Ordinal
        );
        Assert.Equal("abc", (await GetAsync("k")).Text);
    }

    /// <summary>Sends bytes, and reads all that comes back until the server ends the connection, as it does after a head that it refuses.</summary>
    private async Task<string> SendAsync(string text)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var client = new TcpClient();
        await client.ConnectAsync(Server.EndPoint, patience.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text), patience.Token);
        using var received = new MemoryStream();
        try
        {
            await stream.CopyToAsync(received, patience.Token);
        }
        catch (IOException)
        {
            // What was not read of a refused request makes its connection end with a reset; the answer came before.
        }

        return Encoding.Latin1.GetString(received.ToArray());
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
