using System.Net.Sockets;
using System.Text;
using Ossa.Engine.Listing;
using Ossa.Server.Administration;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Links;

/// <summary>Files that are sent again, since the answer was lost, to the page of a link: they name themselves, and so come in once.</summary>
public sealed class UploadAgainTests : LinkTest
{
    private const string Inbox = "inbox/";

    private static readonly KeyValuePair<string, string> Named = H("Idempotency-Key", "0123456789abcdef");

    [Fact]
    public async Task A_file_that_is_sent_again_is_stored_and_counted_once()
    {
        var made = await MakeUploadAsync(H(AdminApi.MaxFiles, "1"));
        var first = await PutAsync(made, "a.txt", Utf8("content"), Named);
        // The link has no place left, and needs none.
        var again = await PutAsync(made, "a.txt", Utf8("content"), Named);
        Assert.Equal((200, 200), (first.Status, again.Status));
        Assert.Equal(first["ETag"], again["ETag"]);
        Assert.Equal(first["x-oss-hash-crc64ecma"], again["x-oss-hash-crc64ecma"]);
        Assert.Equal(["a.txt"], await NamesAsync());
        Assert.Equal(1, (await ShowAsync(made)).Usage.Files);
        Assert.Equal(403, (await PutAsync(made, "a.txt", Utf8("content"))).Status);
    }

    [Fact]
    public async Task What_is_not_named_is_a_file_of_its_own()
    {
        var made = await MakeUploadAsync();
        await PutAsync(made, "a.txt", Utf8("content"));
        await PutAsync(made, "a.txt", Utf8("content"), H("Idempotency-Key", ""));
        await PutAsync(made, "a.txt", Utf8("content"), Named);
        Assert.Equal(["a (2).txt", "a (3).txt", "a.txt"], await NamesAsync());
    }

    [Theory]
    [InlineData("CONTENT")]
    [InlineData("content and more")]
    [InlineData("cont")]
    public async Task Another_file_is_not_taken_for_the_one_before(string other)
    {
        var made = await MakeUploadAsync();
        await PutAsync(made, "a.txt", Utf8("content"), Named);
        AssertRefused(await PutAsync(made, "a.txt", Utf8(other), Named), 409, "IdempotencyKeyReused", null);
        Assert.Equal(["a.txt"], await NamesAsync());
        Assert.Equal(1, (await ShowAsync(made)).Usage.Files);
    }

    [Fact]
    public async Task A_name_counts_for_its_link_only_and_has_a_bound()
    {
        var (one, other) = (await MakeUploadAsync(), await MakeUploadAsync());
        await PutAsync(one, "a.txt", Utf8("one"), Named);
        Assert.Equal(200, (await PutAsync(other, "a.txt", Utf8("other"), Named)).Status);
        Assert.Equal(["a (2).txt", "a.txt"], await NamesAsync());
        var tooLong = H("Idempotency-Key", new string('x', 129));
        AssertRefused(await PutAsync(one, "b.txt", [1], tooLong), 400, "InvalidArgument", null);
    }

    [Fact]
    public async Task A_file_that_was_refused_is_tried_anew()
    {
        var made = await MakeUploadAsync(H(AdminApi.Types, "text/plain"));
        Assert.Equal(403, (await PutAsync(made, "a.html", Utf8("content"), Named)).Status);
        Assert.Equal(200, (await PutAsync(made, "a.txt", Utf8("content"), Named)).Status);
        Assert.Equal(["a.txt"], await NamesAsync());
    }

    [Fact]
    public async Task One_that_hangs_makes_way_for_the_same_file()
    {
        var made = await MakeUploadAsync(H(AdminApi.MaxFiles, "1"));
        using var client = new TcpClient();
        await client.ConnectAsync(Server.EndPoint, Cancel);
        await using var stream = client.GetStream();
        var head =
            $"PUT {made.Page!.AbsolutePath}/a.txt HTTP/1.1\r\nHost: {Server.Host}\r\n{Named.Key}: {Named.Value}\r\n"
            + "Content-Length: 7\r\nExpect: 100-continue\r\n\r\n";
        await stream.WriteAsync(Utf8(head), Cancel);
        // The server asks for the body only after it has counted the file.
        var go = new byte[25];
        await stream.ReadExactlyAsync(go, Cancel);
        Assert.StartsWith("HTTP/1.1 100", Encoding.ASCII.GetString(go), StringComparison.Ordinal);

        Assert.Equal(200, (await PutAsync(made, "a.txt", Utf8("content"), Named)).Status);
        Assert.Equal(["a.txt"], await NamesAsync());
        Assert.Equal(1, (await ShowAsync(made)).Usage.Files);
        await Assert.ThrowsAnyAsync<IOException>(async () => await stream.ReadExactlyAsync(go, Cancel));
    }

    [Fact]
    public async Task However_many_come_together_one_is_stored()
    {
        var made = await MakeUploadAsync(H(AdminApi.MaxFiles, "1"));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => TryPutAsync(made, "a.txt", Utf8("content")))
        );
        Assert.Contains(200, answers);
        Assert.Equal(200, (await PutAsync(made, "a.txt", Utf8("content"), Named)).Status);
        Assert.Equal(["a.txt"], await NamesAsync());
        Assert.Equal(1, (await ShowAsync(made)).Usage.Files);
    }

    /// <summary>The status, or null where another one took its place and the connection was cut.</summary>
    private async Task<int?> TryPutAsync(LinkAnswer made, string name, byte[] body)
    {
        try
        {
            return (await PutAsync(made, name, body, Named)).Status;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private Task<LinkAnswer> MakeUploadAsync(params KeyValuePair<string, string>[] more) =>
        MakeAsync([H(AdminApi.Key, Inbox), H(AdminApi.Kind, AdminApi.Upload), .. more]);

    private Task<WireResponse> PutAsync(
        LinkAnswer made,
        string name,
        byte[] body,
        params KeyValuePair<string, string>[] headers
    ) => Server.SendRawAsync("PUT", $"{made.Page!.AbsolutePath}/{name}", headers, body);

    private async Task<List<string>> NamesAsync()
    {
        var bucket = await Server.Engine.Buckets.GetAsync(Bucket, Cancel);
        var page = await Server.Engine.Listing.ListAsync(bucket, new ListQuery(Inbox, "", "", 1000), Cancel);
        return [.. page.Objects.Select(found => found.Key[Inbox.Length..])];
    }
}
