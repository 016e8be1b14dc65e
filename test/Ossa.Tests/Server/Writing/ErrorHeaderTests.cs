using Ossa.Protocol.Documents;
using Ossa.Protocol.Signing;
using Ossa.Server.Writing;
using Ossa.Tests.Server.Refusals;
using Xunit;

namespace Ossa.Tests.Server.Writing;

/// <summary>The header that stands for an error document stays within what clients take.</summary>
public sealed class ErrorHeaderTests : ServerTest
{
    private const int MaxHeaderBytes = 8 * 1024;

    private static readonly KeyValuePair<string, string> Long = new(
        "response-content-disposition",
        $"attachment; filename={new string('x', 12_000)}"
    );

    [Fact]
    public async Task A_long_v4_url_leaves_its_canonical_request_out()
    {
        var target = Server.Presign("HEAD", Bucket, "k", query: [Long], signer: RefusalScene.Forger);
        var answer = await Server.SendRawAsync("HEAD", target);
        AssertRefused(answer, 403, "SignatureDoesNotMatch", "0002-00000201");
        AssertFits(answer["x-oss-err"]);
        Assert.Null(answer.Element("CanonicalRequest"));
        Assert.StartsWith(SignatureV4.Algorithm, answer.Element("StringToSign"), StringComparison.Ordinal);
        Assert.NotNull(answer.Element("StringToSignBytes"));
        Assert.Equal(TestServer.Key.Id, answer.Element("OSSAccessKeyId"));

        var whole = await Server.SendRawAsync("GET", target);
        Assert.Contains(Long.Value[^100..], whole.Element("CanonicalRequest"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_v1_url_leaves_its_string_to_sign_out()
    {
        var target = Server.PresignV1("HEAD", Bucket, "k", query: [Long], signer: RefusalScene.Forger);
        var answer = await Server.SendRawAsync("HEAD", target);
        AssertRefused(answer, 403, "SignatureDoesNotMatch", "0002-00000040");
        AssertFits(answer["x-oss-err"]);
        Assert.Null(answer.Element("StringToSign"));
        Assert.Null(answer.Element("StringToSignBytes"));
        Assert.NotNull(answer.Element("SignatureProvided"));
    }

    [Fact]
    public async Task A_long_argument_is_left_out_too()
    {
        var answer = await Server.SendRawAsync("HEAD", $"/{Bucket}/k", [H("Authorization", new string('x', 20_000))]);
        AssertRefused(answer, 400, "InvalidArgument", "0002-00000002");
        AssertFits(answer["x-oss-err"]);
        Assert.Equal("Authorization", answer.Element("ArgumentName"));
    }

    [Fact]
    public async Task The_longest_key_fits_even_where_xml_escapes_it()
    {
        var key = string.Concat(Enumerable.Repeat("&", 1023));
        var answer = await Server.SendRawAsync("HEAD", Server.Presign("HEAD", Bucket, key));
        AssertRefused(answer, 404, "NoSuchKey", "0026-00000001");
        AssertFits(answer["x-oss-err"]);
        Assert.Equal(key, answer.Element("Key"));
    }

    [Fact]
    public void A_long_host_is_left_out_at_the_last() =>
        AssertFits(
            ErrorHeader.Write(
                new ErrorDocument
                {
                    Code = "NoSuchKey",
                    Message = "The specified key does not exist.",
                    HostId = new string('h', 30_000),
                    Details = [new("Key", "k")],
                }
            )
        );

    private static void AssertFits(string? value)
    {
        Assert.NotNull(value);
        Assert.InRange("x-oss-err: \r\n".Length + value.Length, 1, MaxHeaderBytes);
    }
}
