using System.Text;
using Xunit;

namespace Ossa.Tests.Server;

/// <summary>What is served to a stranger is what was judged, however the object changes between the steps of the request.</summary>
public sealed class ReadRaceTests : IAsyncLifetime
{
    private const string Bucket = "open-bucket";
    private const string Key = "contested-object";

    private TestServer _server = null!;
    private InterceptedStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        (var storage, _store) = InterceptedStore.Create();
        _server = await TestServer.StartAsync(storage: storage);
        await _server.SendAsync("PUT", Bucket);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("GET", "")]
    [InlineData("HEAD", "")]
    [InlineData("HEAD", "?objectMeta")]
    public async Task Of_an_object_that_turns_private_meanwhile_nothing_but_the_open_one_is_served(
        string method,
        string query
    )
    {
        await PutAsync("for all", "public-read");
        var before = await AskAsync(method, query);
        Assert.Equal(200, before.Status);
        Meanwhile(() => PutAsync("secret", "private"));
        var answer = await AskAsync(method, query);
        Assert.Null(_store.AfterRead);
        // What was found before the change may still be told; its body is looked for after it.
        Assert.Equal(method == "HEAD" ? before["ETag"] : null, answer["ETag"]);
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
        Assert.Equal(403, (await AskAsync(method, query)).Status);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("HEAD", "")]
    [InlineData("HEAD", "?objectMeta")]
    public async Task An_object_whose_bucket_turns_private_while_it_is_opened_is_not_served(string method, string query)
    {
        await SetBucketAclAsync("public-read");
        await PutAsync("for all", "default");
        Assert.Equal(200, (await AskAsync(method, query)).Status);
        Meanwhile(async () =>
        {
            await SetBucketAclAsync("private");
            await PutAsync("secret", "default");
        });
        await AssertRefusedAsync(method, query);
    }

    [Fact]
    public async Task A_source_whose_bucket_turns_private_meanwhile_is_not_copied()
    {
        const string target = "writable-bucket";
        await _server.SendAsync("PUT", target, headers: [new("x-oss-acl", "public-read-write")]);
        await SetBucketAclAsync("public-read");
        await PutAsync("for all", "default");
        Meanwhile(async () =>
        {
            await SetBucketAclAsync("private");
            await PutAsync("secret", "default");
        });
        var answer = await _server.SendRawAsync(
            "PUT",
            $"/{target}/copy",
            [new("x-oss-copy-source", $"/{Bucket}/{Key}")],
            []
        );
        Assert.Null(_store.AfterRead);
        Assert.Equal((403, "AccessDenied"), (answer.Status, answer.Code));
        Assert.Equal(404, (await _server.SendAsync("HEAD", target, "copy")).Status);
    }

    private void Meanwhile(Func<Task> step) => _store.AfterRead = (Encoding.UTF8.GetBytes(Key), step);

    private async Task AssertRefusedAsync(string method, string query)
    {
        var answer = await AskAsync(method, query);
        Assert.Null(_store.AfterRead);
        Assert.Equal((403, "AccessDenied"), (answer.Status, answer.Code));
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
        Assert.Null(answer["ETag"]);
    }

    private Task<Wire.WireResponse> AskAsync(string method, string query) =>
        _server.SendRawAsync(method, $"/{Bucket}/{Key}{query}");

    private async Task PutAsync(string text, string acl)
    {
        var answer = await _server.SendAsync(
            "PUT",
            Bucket,
            Key,
            headers: [new("x-oss-object-acl", acl)],
            body: Encoding.UTF8.GetBytes(text)
        );
        Assert.Equal(200, answer.Status);
    }

    private async Task SetBucketAclAsync(string acl)
    {
        var answer = await _server.SendAsync("PUT", Bucket, query: [new("acl", "")], headers: [new("x-oss-acl", acl)]);
        Assert.Equal(200, answer.Status);
    }
}
