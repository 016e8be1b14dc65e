using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Hostile;

/// <summary>Requests whose signature was taken away, doubled, or carried over to what it was not made for.</summary>
public sealed class SignatureAttackTests : ServerTest
{
    private const string Secret = "what nobody else may read";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await PutAsync("k", Utf8(Secret));
        await PutAsync("other", Utf8(Secret));
    }

    public static TheoryData<string> PartsOfUrls =>
        [
            "x-oss-signature-version",
            "x-oss-credential",
            "x-oss-date",
            "x-oss-expires",
            "x-oss-signature",
            "OSSAccessKeyId",
            "Expires",
            "Signature",
        ];

    [Theory]
    [MemberData(nameof(PartsOfUrls))]
    public async Task A_signed_url_without_one_of_its_parts_opens_nothing(string part)
    {
        foreach (var url in UrlsWith(part))
        {
            var (path, parameters) = Split(url);
            AssertClosed(await AskAsync(path, parameters.Where(parameter => !IsNamed(parameter, part))));
            AssertClosed(
                await AskAsync(path, parameters.Select(parameter => IsNamed(parameter, part) ? part + "=" : parameter))
            );
        }
    }

    [Theory]
    [MemberData(nameof(PartsOfUrls))]
    public async Task A_part_that_stands_twice_never_moves_what_was_signed(string part)
    {
        var late = new List<Func<Task<WireResponse>>>();
        foreach (var url in UrlsWith(part))
        {
            var (path, parameters) = Split(url);
            var forged = part switch
            {
                "Expires" => "Expires=99999999999",
                "x-oss-expires" => "x-oss-expires=604800",
                _ => part + "=forged",
            };
            AssertClosed(await AskAsync(path, parameters.Prepend(forged)));
            late.Add(() => AskAsync(path, parameters.Append(forged)));
        }

        // Behind the signed one it says nothing, or it is refused; the end of the URL stays where it was.
        Server.Time.Advance(TimeSpan.FromHours(1));
        foreach (var ask in late)
        {
            AssertClosed(await ask());
        }
    }

    [Fact]
    public async Task A_sub_resource_that_stands_twice_is_not_another_one()
    {
        var url = Server.Presign("GET", Bucket, "k", query: [H("acl", "")]);
        foreach (var more in (string[])["&tagging", "&acl=x", "&versionId=null", "&uploads"])
        {
            AssertClosed(await Server.SendRawAsync("GET", url + more));
        }
    }

    [Fact]
    public async Task Header_and_url_together_open_nothing_though_each_would()
    {
        var signed = Signed("GET", "k");
        Assert.Equal(200, (await Server.SendRawAsync("GET", $"/{Bucket}/k", signed)).Status);
        foreach (var url in new[] { Server.Presign("GET", Bucket, "k"), Server.PresignV1("GET", Bucket, "k") })
        {
            Assert.Equal(200, (await Server.SendRawAsync("GET", url)).Status);
            AssertClosed(await Server.SendRawAsync("GET", url, signed));
            AssertClosed(await Server.SendRawAsync("GET", url, [H("Authorization", "OSS a:b")]));
        }
    }

    [Fact]
    public async Task A_header_that_stands_twice_is_not_the_signed_one()
    {
        var signed = Signed("GET", "k");
        foreach (var name in (string[])["Authorization", "x-oss-date", "x-oss-content-sha256"])
        {
            var other = H(name, name == "Authorization" ? "OSS a:b" : "20200101T000000Z");
            AssertClosed(await Server.SendRawAsync("GET", $"/{Bucket}/k", [other, .. signed]));
            AssertClosed(await Server.SendRawAsync("GET", $"/{Bucket}/k", [.. signed, other]));
        }
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("x-oss-date")]
    [InlineData("x-oss-content-sha256")]
    public async Task A_request_without_one_of_its_signed_headers_opens_nothing(string name) =>
        AssertClosed(
            await Server.SendRawAsync(
                "GET",
                $"/{Bucket}/k",
                [.. Signed("GET", "k").Where(header => !header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))]
            )
        );

    [Theory]
    [InlineData("x-oss-security-token", "t")]
    [InlineData("x-oss-copy-source", "/test-bucket/other")]
    [InlineData("x-oss-meta-a", "b")]
    [InlineData("x-oss-object-acl", "public-read-write")]
    [InlineData("X-Oss-Forbid-Overwrite", "false")]
    [InlineData("Content-Type", "text/html")]
    public async Task No_header_that_counts_can_be_added_to_a_signed_request(string name, string value)
    {
        AssertClosed(
            await Server.SendRawAsync("PUT", $"/{Bucket}/new", [.. Signed("PUT", "new"), H(name, value)], [1])
        );
        Assert.Equal(404, (await GetAsync("new")).Status);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("get")]
    [InlineData("COPY")]
    [InlineData("CONNECT")]
    public async Task A_url_is_for_its_method_only(string method)
    {
        foreach (var url in new[] { Server.Presign("GET", Bucket, "k"), Server.PresignV1("GET", Bucket, "k") })
        {
            AssertClosed(await Server.SendRawAsync(method, url, body: [1]));
        }

        Assert.Equal(Secret, (await GetAsync("k")).Text);
    }

    [Fact]
    public async Task A_signature_of_one_version_is_none_of_the_other()
    {
        var date = Server.Time.GetUtcNow();
        var v4 = Signed("GET", "k")
            .Single(header => header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            .Value.Split("Signature=")[1];
        KeyValuePair<string, string>[] asV1 =
        [
            H("Date", SigningTime.ToHttpDate(date)),
            H("Authorization", $"OSS {TestServer.Key.Id}:{v4}"),
        ];
        AssertClosed(await Server.SendRawAsync("GET", $"/{Bucket}/k", asV1));
        var v1 = Server.PresignV1("GET", Bucket, "k").Split("Signature=")[1].Split('&')[0];
        var (path, parameters) = Split(Server.Presign("GET", Bucket, "k"));
        AssertClosed(
            await AskAsync(
                path,
                parameters.Select(parameter =>
                    IsNamed(parameter, "x-oss-signature") ? "x-oss-signature=" + v1 : parameter
                )
            )
        );
    }

    [Theory]
    [InlineData("/test-bucket/%6b")]
    [InlineData("/test-bucket//k")]
    [InlineData("/test-bucket/./k")]
    [InlineData("/test-bucket/x/../k")]
    [InlineData("/test-bucket/%6Fther")]
    [InlineData("/test-bucket/other")]
    [InlineData("/TEST-BUCKET/k")]
    [InlineData("/test-bucket%2Fk")]
    [InlineData("/%74est-bucket/other")]
    [InlineData("/test-bucket/k%2500")]
    [InlineData("/test-bucket/%EF%BD%8B")]
    public async Task A_url_opens_no_other_path(string path)
    {
        foreach (var url in new[] { Server.Presign("GET", Bucket, "k"), Server.PresignV1("GET", Bucket, "k") })
        {
            var answer = await AskAsync(path, Split(url).Parameters);
            // Another spelling of the very same key is the same object.
            if (path != "/test-bucket/%6b")
            {
                AssertClosed(answer);
            }
        }
    }

    private IEnumerable<string> UrlsWith(string part) =>
        ((string[])[Server.Presign("GET", Bucket, "k", 600), Server.PresignV1("GET", Bucket, "k", 600)]).Where(url =>
            Split(url).Parameters.Any(parameter => IsNamed(parameter, part))
        );

    private IReadOnlyList<KeyValuePair<string, string>> Signed(string method, string key) =>
        [
            .. SignatureV4.Authorize(
                TestServer.Key,
                TestServer.Region,
                CredentialScope.OssProduct,
                Server.Time.GetUtcNow(),
                new SignableRequest(method, Bucket, key, [], [])
            ),
        ];

    private Task<WireResponse> AskAsync(string path, IEnumerable<string> parameters) =>
        Server.SendRawAsync("GET", $"{path}?{string.Join('&', parameters)}");

    private static (string Path, string[] Parameters) Split(string url)
    {
        var parts = url.Split('?');
        return (parts[0], parts[1].Split('&'));
    }

    private static bool IsNamed(string parameter, string name) => parameter.Split('=')[0] == name;

    private static void AssertClosed(WireResponse answer)
    {
        Assert.InRange(answer.Status, 400, 499);
        Assert.DoesNotContain(Secret, answer.Text, StringComparison.Ordinal);
    }
}
