using Ossa.Protocol.Access;
using Xunit;

namespace Ossa.Tests.Server.Road;

/// <summary>Signed URLs that count from some addresses only. The test itself asks from 127.0.0.1.</summary>
public sealed class AddressBindingTests : ServerTest
{
    private const string ByAddress = "0002-00000602";

    [Theory]
    [InlineData("127.0.0.1", "32", true)]
    [InlineData("127.0.0.0", "8", true)]
    [InlineData("127.0.0.0", "24", true)]
    [InlineData("0.0.0.0", "0", true)]
    [InlineData("127.0.0.2", "32", false)]
    [InlineData("127.0.1.0", "24", false)]
    [InlineData("10.0.0.0", "8", false)]
    [InlineData("127.0.0.1", "33", false)]
    [InlineData("127.0.0.1", "-1", false)]
    [InlineData("127.0.0.1", "", false)]
    [InlineData("::1", "128", false)]
    [InlineData("here", "32", false)]
    public async Task A_bound_url_counts_from_its_addresses_alone(string address, string prefix, bool counts)
    {
        await PutAsync("k");
        foreach (
            var target in (string[])
                [Server.Presign("GET", Bucket, "k", query: Query(address, prefix)), V1(address, prefix)]
        )
        {
            var got = await Server.SendRawAsync("GET", target);
            if (counts)
            {
                Assert.Equal(200, got.Status);
            }
            else
            {
                AssertRefused(got, 403, "SignatureDoesNotMatch", ByAddress);
            }
        }
    }

    [Fact]
    public async Task The_address_may_stand_in_a_V1_url_or_not_in_a_V4_url()
    {
        await PutAsync("k");
        var v1 = Server.PresignV1("GET", Bucket, "k", query: Query("127.0.0.0", "8"));
        Assert.Equal(200, (await Server.SendRawAsync("GET", v1)).Status);
        var v4 = Without(Server.Presign("GET", Bucket, "k", query: Query("127.0.0.0", "8")), "x-oss-ac-source-ip");
        Assert.Equal(200, (await Server.SendRawAsync("GET", v4)).Status);
        var alone = Server.Presign("GET", Bucket, "k", query: [H("x-oss-ac-source-ip", "127.0.0.1")]);
        Assert.Equal(200, (await Server.SendRawAsync("GET", alone)).Status);
    }

    [Fact]
    public async Task Nothing_can_be_taken_away_or_widened_afterwards()
    {
        await PutAsync("k");
        var bound = V1("10.0.0.0", "8");
        AssertRefused(
            await Server.SendRawAsync("GET", Without(bound, "x-oss-ac-subnet-mask")),
            403,
            "SignatureDoesNotMatch",
            "0002-00000040"
        );
        var widened = bound.Replace("subnet-mask=8", "subnet-mask=0", StringComparison.Ordinal);
        AssertRefused(await Server.SendRawAsync("GET", widened), 403, "SignatureDoesNotMatch", ByAddress);
    }

    [Fact]
    public async Task A_url_bound_to_a_private_network_of_the_cloud_counts_from_nowhere()
    {
        await PutAsync("k");
        var target = Server.Presign(
            "GET",
            Bucket,
            "k",
            query: [.. Query("127.0.0.1", "32"), H("x-oss-ac-vpc-id", "vpc-1")]
        );
        AssertRefused(await Server.SendRawAsync("GET", target), 403, "SignatureDoesNotMatch", "0002-00000603");
    }

    [Theory]
    [InlineData("10.0.0.0/8", 403)]
    [InlineData("127.0.0.0/8", 200)]
    public async Task No_header_moves_a_client_into_the_addresses_of_a_url(string trusted, int status)
    {
        await using var server = await TestServer.StartAsync(options =>
            options with
            {
                TrustedProxies = [AddressRange.TryParse(trusted)!],
            }
        );
        await server.SendAsync("PUT", Bucket);
        await server.SendAsync("PUT", Bucket, "k", body: [1]);
        KeyValuePair<string, string>[] query = [.. Query("203.0.113.0", "24"), H("x-oss-ac-forward-allow", "true")];
        var target = server.Presign("GET", Bucket, "k", query: query);
        var got = await server.SendRawAsync("GET", target, [H("X-Forwarded-For", "203.0.113.7")]);
        Assert.Equal(status, got.Status);
        AssertRefused(await server.SendRawAsync("GET", target), 403, "SignatureDoesNotMatch", ByAddress);
    }

    private static KeyValuePair<string, string>[] Query(string address, string prefix) =>
        [H("x-oss-ac-source-ip", address), H("x-oss-ac-subnet-mask", prefix)];

    /// <summary>As the service documents it: the address is signed, and the URL does not show it.</summary>
    private string V1(string address, string prefix) =>
        Without(Server.PresignV1("GET", Bucket, "k", query: Query(address, prefix)), "x-oss-ac-source-ip");

    private static string Without(string target, string parameter)
    {
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var kept = target[(mark + 1)..].Split('&').Where(part => part.Split('=')[0] != parameter);
        return $"{target[..mark]}?{string.Join('&', kept)}";
    }
}
