using Ossa.Protocol.Errors;
using Ossa.Storage;
using Ossa.Storage.InMemory;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

/// <summary>What is asked of a row that cannot be read is answered with what is the matter, and what is whole goes on being served.</summary>
public sealed class DamagedRecordTests : IAsyncLifetime
{
    private const string Bucket = "test-bucket";

    private readonly StorageEngine _storage = InMemoryEngine.Create();
    private TestServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            options => options with { TrustedDomains = ["example.org"] },
            storage: _storage
        );
        Assert.Equal(200, (await _server.SendAsync("PUT", Bucket)).Status);
        Assert.Equal(200, (await _server.SendAsync("PUT", "whole-bucket")).Status);
        Assert.Equal(200, (await _server.SendAsync("PUT", "whole-bucket", "k", body: [1])).Status);
        Assert.Equal(200, (await _server.SendAsync("PUT", Bucket, "k", body: [1, 2, 3])).Status);
        await SetAsync(
            "PUT",
            "lifecycle",
            "<LifecycleConfiguration><Rule><ID>a</ID><Prefix>tmp/</Prefix><Status>Enabled</Status><Expiration>"
                + "<CreatedBeforeDate>2026-01-01T00:00:00.000Z</CreatedBeforeDate></Expiration></Rule></LifecycleConfiguration>"
        );
        const string domain =
            "<BucketCnameConfiguration><Cname><Domain>www.example.org</Domain></Cname></BucketCnameConfiguration>";
        await SetAsync("POST", "cname&comp=token", domain);
        await SetAsync("POST", "cname&comp=add", domain);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("y/", null, "lifecycle", "4D")]
    [InlineData("y/", null, "lifecycle", "01020A")]
    [InlineData("y/", null, "lifecycle", "01020901090601030300093D")] // a day after the last one that there is
    [InlineData("t/", null, "cname", "4D")]
    [InlineData("c/", null, "cname=www.example.org&comp=token", "4D")]
    [InlineData("b/test-bucket", null, "acl", "4D")]
    [InlineData("b/test-bucket", "k", "", "4D")]
    [InlineData("o/k", "k", "", "4D")]
    [InlineData("o/k", "k", "tagging", "0102")]
    public async Task A_damaged_row_is_told(string row, string? key, string query, string bytes)
    {
        var bucket = await _server.Engine.Buckets.GetAsync(Bucket, Cancel);
        var partition = row[0] is 'o' or 'c' ? bucket.Partition : new PartitionId("control");
        var range = KeyRange.Prefix(Bytes(row));
        var damaged = Assert.Single(await _storage.Metadata.ScanAsync(partition, RowFamily.Record, range, 2, Cancel));
        var batch = new WriteBatch().Put(RowFamily.Record, damaged.Key, Convert.FromHexString(bytes));
        Assert.True(await _storage.Metadata.ApplyAsync(partition, batch, Cancel));

        var answer = await SendAsync("GET", key, query, null);
        Assert.Equal(
            (500, "InternalError", OssErrors.DamagedRecord.Message),
            (answer.Status, answer.Code, answer.Element("Message"))
        );
        Assert.Equal(200, (await _server.SendAsync("GET", "whole-bucket", "k")).Status);
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private async Task SetAsync(string method, string query, string document) =>
        Assert.Equal(200, (await SendAsync(method, null, query, Bytes(document))).Status);

    private Task<WireResponse> SendAsync(string method, string? key, string query, byte[]? body) =>
        _server.SendAsync(
            method,
            Bucket,
            key,
            [
                .. query
                    .Split('&', StringSplitOptions.RemoveEmptyEntries)
                    .Select(part => part.Split('='))
                    .Select(part => KeyValuePair.Create(part[0], part.ElementAtOrDefault(1) ?? "")),
            ],
            body: body
        );
}
