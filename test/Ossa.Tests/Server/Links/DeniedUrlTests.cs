using Ossa.Protocol.Signing;
using Ossa.Server.Administration;
using Ossa.Server.Audit;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Links;

/// <summary>Signed URLs that nobody told the server of, taken back one by one.</summary>
public sealed class DeniedUrlTests : LinkTest
{
    [Fact]
    public async Task A_denied_url_is_refused_from_the_next_request_on_and_others_are_not()
    {
        var denied = Server.Presign("GET", Bucket, Key, 600);
        var other = Server.Presign("GET", Bucket, Key, 601);
        Assert.Equal(200, (await Server.SendRawAsync("GET", denied)).Status);
        Assert.Equal(200, (await DenyAsync(denied)).Status);
        Assert.Equal(200, (await DenyAsync(denied)).Status);
        var refused = await Server.SendRawAsync("GET", denied);
        AssertRefused(refused, 403, "AccessDenied", null);
        Assert.Equal("The signed URL was denied by its owner.", refused.Element("Message"));
        Assert.Equal(403, (await Server.SendRawAsync("HEAD", denied)).Status);
        Assert.Equal(200, (await Server.SendRawAsync("GET", other)).Status);
        Assert.Equal(200, (await GetAsync(Key)).Status);
        var listed = await AskAsync("GET", AdminApi.Denials, []);
        Assert.Contains(SignatureFingerprint.OfUrl(denied)!, listed.Text, StringComparison.Ordinal);
        Assert.Equal(204, (await AllowAsync(denied)).Status);
        Assert.Equal(200, (await Server.SendRawAsync("GET", denied)).Status);
        AssertRefused(await AllowAsync(denied), 404, "NotDenied", null);
    }

    [Fact]
    public async Task No_other_spelling_of_a_url_gets_past()
    {
        // A V1 signature has pluses and slashes, which are spelled in several ways; a few keys make sure that there are some.
        for (var i = 0; i < 8; i++)
        {
            var denied = Server.PresignV1("GET", Bucket, Key, 600 + i);
            Assert.Equal(200, (await DenyAsync(denied)).Status);
            foreach (
                var spelled in new[]
                {
                    denied,
                    denied.Replace("%2B", "+", StringComparison.Ordinal),
                    denied.Replace("%2F", "/", StringComparison.Ordinal).Replace("%3D", "=", StringComparison.Ordinal),
                    denied + "&other=1",
                    denied.Replace("Signature=", "%53ignature=", StringComparison.Ordinal),
                }
            )
            {
                Assert.Equal(403, (await Server.SendRawAsync("GET", spelled)).Status);
            }
        }
    }

    [Fact]
    public async Task One_that_has_ended_is_forgotten()
    {
        Assert.Equal(200, (await DenyAsync(Server.Presign("GET", Bucket, Key, 600))).Status);
        Assert.True(await Server.Engine.DeniedUrls.AnyAsync(Cancel));
        Server.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("[]", (await AskAsync("GET", AdminApi.Denials, [])).Text);
        await Server.Engine.DeniedUrls.SweepAsync(Cancel);
        Assert.False(await Server.Engine.DeniedUrls.AnyAsync(Cancel));
    }

    [Theory]
    [InlineData("abc", "20990101T000000Z")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF", "20990101T000000Z")]
    [InlineData("0123456789abcdef0123456789abcdef", "20200101T000000Z")]
    [InlineData("0123456789abcdef0123456789abcdef", "later")]
    public async Task What_makes_no_sense_is_refused(string signature, string until) =>
        Assert.Equal(
            400,
            (await AskAsync("PUT", AdminApi.Denials, [H("signature", signature), H("until", until)])).Status
        );

    private Task<WireResponse> DenyAsync(string target) =>
        AskAsync(
            "PUT",
            AdminApi.Denials,
            [
                H(AdminApi.Signature, SignatureFingerprint.OfUrl(target)!),
                H(AdminApi.Until, SigningTime.ToIsoBasic(Server.Time.GetUtcNow().AddMinutes(10))),
            ]
        );

    private Task<WireResponse> AllowAsync(string target) =>
        AskAsync("DELETE", AdminApi.Denials, [H(AdminApi.Signature, SignatureFingerprint.OfUrl(target)!)]);
}
