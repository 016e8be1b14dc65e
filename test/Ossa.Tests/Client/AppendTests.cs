using System.Text;
using Ossa.Client;
using Ossa.Protocol.Checksums;
using Xunit;

namespace Ossa.Tests.Client;

public sealed class AppendTests
{
    private static readonly byte[] First = Encoding.UTF8.GetBytes("hello, ");
    private static readonly byte[] Second = Encoding.UTF8.GetBytes("world");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SignatureVersion.V4)]
    [InlineData(SignatureVersion.V1)]
    public async Task Appends_follow_each_other_with_the_whole_verified(SignatureVersion version)
    {
        byte[] whole = [.. First, .. Second];
        await using var peer = RawPeer.Start(
            Answer(First.Length, Crc64.Compute(First)),
            Answer(whole.Length, Crc64.Compute(whole))
        );
        using var client = peer.Client(options => options with { Signature = version });
        var made = await client.AppendObjectAsync("bucket", "key", 0, First, null, null, Cancel);
        var grown = await client.AppendObjectAsync(
            "bucket",
            "key",
            made.NextPosition,
            Second,
            made.Properties.Crc64,
            null,
            Cancel
        );
        Assert.Equal(whole.Length, grown.NextPosition);
        Assert.Equal(["append", "position=0"], peer.Requests[0].Query);
        Assert.Equal(["append", "position=7"], peer.Requests[1].Query);
        Assert.Equal(["POST", "POST"], peer.Requests.Select(request => request.Method));
        Assert.Equal([First, Second], peer.Requests.Select(request => request.Body));
        Assert.All(peer.Requests, request => Assert.True(request.IsSigned()));
    }

    [Fact]
    public async Task A_new_object_that_arrived_damaged_is_refused()
    {
        await using var peer = RawPeer.Start(Answer(First.Length, 7));
        using var client = peer.Client();
        var damage = await Assert.ThrowsAsync<OssChecksumException>(() =>
            client.AppendObjectAsync("bucket", "key", 0, First, null, null, Cancel)
        );
        Assert.Equal((Crc64.Compute(First), 7UL), (damage.Expected, damage.Actual));
    }

    [Fact]
    public async Task An_object_that_is_not_what_was_known_of_it_is_refused()
    {
        await using var peer = RawPeer.Start(Answer(12, Crc64.Compute([.. First, .. Second])));
        using var client = peer.Client();
        await Assert.ThrowsAsync<OssChecksumException>(() =>
            client.AppendObjectAsync("bucket", "key", 7, Second, knownCrc64: 1, null, Cancel)
        );
    }

    [Fact]
    public async Task An_object_of_which_nothing_is_known_is_not_verified()
    {
        await using var peer = RawPeer.Start(Answer(12, 7));
        using var client = peer.Client();
        var grown = await client.AppendObjectAsync("bucket", "key", 7, Second, null, null, Cancel);
        Assert.Equal((12L, 7UL), (grown.NextPosition, grown.Properties.Crc64));
    }

    [Fact]
    public async Task An_append_is_never_made_twice()
    {
        await using var peer = RawPeer.Start(RawPeer.Answer("500 Internal Server Error"));
        using var client = peer.Client();
        await Assert.ThrowsAsync<OssServiceException>(() =>
            client.AppendObjectAsync("bucket", "key", 0, First, null, null, Cancel)
        );
        Assert.Single(peer.Requests);
    }

    [Fact]
    public async Task An_append_whose_answer_is_lost_is_not_made_again()
    {
        await using var peer = RawPeer.Start(answers: [null]);
        using var client = peer.Client();
        await Assert.ThrowsAsync<OssConnectionException>(() =>
            client.AppendObjectAsync("bucket", "key", 0, First, null, null, Cancel)
        );
        Assert.Single(peer.Requests);
    }

    [Fact]
    public async Task An_answer_that_does_not_say_where_to_go_on_is_none()
    {
        await using var peer = RawPeer.Start(RawPeer.Answer("200 OK"));
        using var client = peer.Client();
        await Assert.ThrowsAsync<OssResponseException>(() =>
            client.AppendObjectAsync("bucket", "key", 0, First, null, null, Cancel)
        );
    }

    [Fact]
    public async Task Head_tells_where_the_next_append_goes()
    {
        await using var peer = RawPeer.Start(Answer(12, 7));
        using var client = peer.Client();
        Assert.Equal(12, (await client.HeadObjectAsync("bucket", "key", null, Cancel)).NextAppendPosition);
    }

    private static byte[] Answer(long next, ulong crc) =>
        RawPeer.Answer("200 OK", $"x-oss-next-append-position: {next}\nx-oss-hash-crc64ecma: {crc}");
}
