using System.Text;
using Microsoft.Extensions.Time.Testing;
using Ossa.Client;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Client;

public sealed class ClockSkewTests
{
    private static readonly DateTimeOffset OurTime = new(2025, 2, 3, 2, 53, 25, TimeSpan.Zero);
    private static readonly DateTimeOffset ServerTime = OurTime.AddHours(8);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_clock_is_put_right_once_and_stays_right()
    {
        await using var peer = RawPeer.Start(TooSkewed(), RawPeer.Answer("200 OK"));
        using var client = Client(peer);
        await client.PutObjectAsync("bucket", "key", [1, 2, 3], cancellationToken: Cancel);
        await client.PutObjectAsync("bucket", "key", [1, 2, 3], cancellationToken: Cancel);
        Assert.Equal(
            [SigningTime.ToIsoBasic(OurTime), SigningTime.ToIsoBasic(ServerTime), SigningTime.ToIsoBasic(ServerTime)],
            peer.Requests.Select(request => request.Header("x-oss-date"))
        );
        Assert.All(peer.Requests, request => Assert.Equal([1, 2, 3], request.Body));
    }

    [Fact]
    public async Task The_date_header_serves_where_the_error_names_no_time()
    {
        await using var peer = RawPeer.Start(
            TooSkewed(details: [], $"Date: {SigningTime.ToHttpDate(ServerTime)}"),
            RawPeer.Answer("200 OK")
        );
        using var client = Client(peer);
        await client.DeleteObjectAsync("bucket", "key", Cancel);
        Assert.Equal(SigningTime.ToIsoBasic(ServerTime), peer.Requests[1].Header("x-oss-date"));
    }

    [Fact]
    public async Task A_server_that_is_never_content_is_asked_twice()
    {
        await using var peer = RawPeer.Start(TooSkewed());
        using var client = Client(peer);
        var failure = await Assert.ThrowsAsync<OssServiceException>(() =>
            client.DeleteObjectAsync("bucket", "key", Cancel)
        );
        Assert.Equal("RequestTimeTooSkewed", failure.Code);
        Assert.Equal(2, peer.Requests.Count);
    }

    [Fact]
    public async Task A_body_that_cannot_be_rewound_fails_with_advice_and_the_next_request_is_right()
    {
        await using var peer = RawPeer.Start(TooSkewed(), RawPeer.Answer("200 OK"));
        using var client = Client(peer);
        using var once = new OneWayStream([1, 2, 3]);
        var failure = await Assert.ThrowsAsync<OssServiceException>(() =>
            client.PutObjectAsync("bucket", "key", once, cancellationToken: Cancel)
        );
        Assert.EndsWith("make the request again.", failure.Message, StringComparison.Ordinal);
        using var again = new OneWayStream([1, 2, 3]);
        await client.PutObjectAsync("bucket", "key", again, cancellationToken: Cancel);
        Assert.Equal(SigningTime.ToIsoBasic(ServerTime), peer.Requests[1].Header("x-oss-date"));
    }

    private static OssClient Client(RawPeer peer) =>
        peer.Client(options => options with { Clock = new FakeTimeProvider(OurTime) });

    private static byte[] TooSkewed() => TooSkewed([new("ServerTime", SigningTime.ToErrorTime(ServerTime))], "");

    private static byte[] TooSkewed(IReadOnlyList<KeyValuePair<string, string>> details, string headers) =>
        RawPeer.Answer(
            "403 Forbidden",
            headers,
            Encoding.UTF8.GetString(
                XmlText.ToUtf8(
                    new ErrorDocument
                    {
                        Code = "RequestTimeTooSkewed",
                        Message = "The difference between the request time and the current time is too large.",
                        Details = details,
                    }
                )
            )
        );
}
