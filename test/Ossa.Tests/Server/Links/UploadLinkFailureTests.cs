using Ossa.Engine.Links;
using Ossa.Server.Administration;
using Ossa.Storage;
using Xunit;

namespace Ossa.Tests.Server.Links;

/// <summary>What a link for uploads counts when the store fails after the file is there.</summary>
public sealed class UploadLinkFailureTests
{
    private const string Bucket = "test-bucket";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_is_stored_stays_counted_although_its_count_could_not_be_settled()
    {
        var (storage, rows) = InterceptedStore.Create();
        await using var server = await TestServer.StartAsync(storage: storage);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket)).Status);
        KeyValuePair<string, string>[] wanted =
        [
            new(AdminApi.Bucket, Bucket),
            new(AdminApi.Key, "one"),
            new(AdminApi.Validity, "1d"),
            new(AdminApi.Kind, AdminApi.Upload),
            new(AdminApi.MaxFiles, "1"),
        ];
        var answer = await server.SendAsync("POST", "-", "admin/v1/" + AdminApi.Links, wanted);
        var link = IdentityJson.Read<LinkAnswer>(answer.Body);
        var bucket = await server.Engine.Buckets.GetAsync(Bucket, Cancel);
        rows.AfterBatch = partition =>
        {
            if (partition == bucket.Partition)
            {
                rows.BeforeBatch = () =>
                {
                    rows.BeforeBatch = null;
                    throw new StoreFullException("There is no room.");
                };
            }
        };
        var put = await server.SendRawAsync("PUT", link.Url!.PathAndQuery, body: [1, 2, 3]);
        rows.AfterBatch = null;
        Assert.NotEqual(200, put.Status);
        Assert.Null(rows.BeforeBatch);
        Assert.Equal(200, (await server.SendAsync("HEAD", Bucket, "one")).Status);
        Assert.Equal(1, (await server.Engine.LinkMeter.ReadAsync(link.Link.Id, Cancel)).Files);
    }
}
