using Ossa.Protocol.Signing;
using Ossa.Server.Administration;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Links;

/// <summary>A link is to the bucket that it was made for. One of the same name that comes after it is another one, whoever made it.</summary>
public sealed class RemadeBucketLinkTests : LinkTest
{
    private const string Secret = "of somebody else";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_to_an_object_opens_nothing_of_a_bucket_that_was_made_again(bool byAnother)
    {
        var made = await MakeAsync();
        Assert.Equal(200, (await FetchAsync(made)).Status);
        await MakeBucketAgainAsync(byAnother);
        AssertGone(await FetchAsync(made));
        AssertGone(await OpenAsync(made));
        Assert.Equal(404, (await FetchAsync(made, "HEAD")).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_to_a_folder_opens_nothing_of_a_bucket_that_was_made_again(bool byAnother)
    {
        var made = await MakeAsync(H(AdminApi.Key, "docs/"), H(AdminApi.Kind, AdminApi.Folder));
        Assert.Equal(200, (await OpenAsync(made)).Status);
        await MakeBucketAgainAsync(byAnother);
        AssertGone(await OpenAsync(made));
        AssertGone(await Server.SendRawAsync("GET", made.Page!.PathAndQuery + "?zip"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_to_upload_by_puts_nothing_into_a_bucket_that_was_made_again(bool byAnother)
    {
        var folder = await MakeAsync(H(AdminApi.Key, "inbox/"), H(AdminApi.Kind, AdminApi.Upload));
        var one = await MakeAsync(H(AdminApi.Key, "one"), H(AdminApi.Kind, AdminApi.Upload));
        Assert.Equal(200, (await Server.SendRawAsync("PUT", folder.Page!.PathAndQuery + "/a", body: [1])).Status);
        var owner = await MakeBucketAgainAsync(byAnother);
        AssertGone(await Server.SendRawAsync("PUT", folder.Page!.PathAndQuery + "/b", body: [1]));
        AssertGone(await Server.SendRawAsync("PUT", one.Url!.PathAndQuery, body: [1]));
        Assert.Equal(404, (await Server.SendAsync("HEAD", Bucket, "inbox/b", signer: owner)).Status);
        Assert.Equal(404, (await Server.SendAsync("HEAD", Bucket, "one", signer: owner)).Status);
    }

    [Fact]
    public async Task A_link_that_is_made_anew_is_to_the_new_bucket()
    {
        await MakeBucketAgainAsync(byAnother: false);
        Assert.Equal(Secret, (await FetchAsync(await MakeAsync())).Text);
    }

    private static void AssertGone(WireResponse answer)
    {
        Assert.Equal(404, answer.Status);
        Assert.DoesNotContain(Secret, answer.Text, StringComparison.Ordinal);
    }

    /// <summary>Deletes the bucket with all that is in it, and makes one of its name with another object under the same key.</summary>
    private async Task<AccessKey> MakeBucketAgainAsync(bool byAnother)
    {
        foreach (var key in (string[])[Key, "other", "inbox/a"])
        {
            await Server.SendAsync("DELETE", Bucket, key);
        }

        Assert.Equal(204, (await Server.SendAsync("DELETE", Bucket)).Status);
        var owner = byAnother ? await OtherAsync() : TestServer.Key;
        KeyValuePair<string, string>[] open = byAnother ? [H("x-oss-acl", "public-read-write")] : [];
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket, headers: open, signer: owner)).Status);
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket, Key, body: Utf8(Secret), signer: owner)).Status);
        return owner;
    }

    private async Task<AccessKey> OtherAsync()
    {
        var made = await Server.Engine.Accounts.CreateAsync("other", "", Cancel);
        return new AccessKey(made.KeyId, made.Secret);
    }
}
