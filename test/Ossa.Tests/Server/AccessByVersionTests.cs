using Xunit;

namespace Ossa.Tests.Server;

/// <summary>A version named in a request that means the current object gives no right to write it.</summary>
public sealed class AccessByVersionTests : ServerTest
{
    [Theory]
    [InlineData("PUT", "")]
    [InlineData("POST", "append&position=0&")]
    [InlineData("POST", "uploads&")]
    public async Task A_version_in_the_address_of_a_write_opens_no_protected_object(string method, string query)
    {
        await Server.SendAsync(
            "PUT",
            Bucket,
            query: [H("acl", "")],
            headers: [H("x-oss-acl", "public-read-write")],
            body: []
        );
        await PutAsync("k", Utf8("protected"), H("x-oss-object-acl", "private"));
        var plain = await Server.SendRawAsync(method, $"/{Bucket}/k?{query.TrimEnd('&')}", body: [1]);
        AssertRefused(plain, 403, "AccessDenied", "0003-00000006");
        var named = await Server.SendRawAsync(method, $"/{Bucket}/k?{query}versionId=0000000000000001", body: [1]);
        AssertRefused(named, 403, "AccessDenied", "0003-00000006");
        Assert.Equal("protected", (await Server.SendAsync("GET", Bucket, "k")).Text);
    }
}
