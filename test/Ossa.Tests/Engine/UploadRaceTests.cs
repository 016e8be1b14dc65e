using System.Text;
using Ossa.Engine.Objects;
using Ossa.Protocol.Documents;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine;

/// <summary>What becomes of an upload when something happens between the steps of an operation.</summary>
public sealed class UploadRaceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_completion_of_an_upload_that_is_aborted_and_cleaned_up_meanwhile_finds_no_upload()
    {
        await using var store = await InterleavedStore.OpenAsync();
        var bucket = await store.BucketAsync();
        var uploads = store.Engine.Uploads;
        var upload = await uploads.InitiateAsync(bucket, "key", new NewObject(), Cancel);
        var body = TestStore.ReadFrom(Bytes.Of("part"));
        var part = await uploads.PutPartAsync(bucket, upload, 1, null, null, body, Cancel);
        // After the upload was seen, and before its parts are.
        store.Rows.AfterRead = (
            Encoding.ASCII.GetBytes(upload.Id.Name.ToString()),
            async () =>
            {
                Assert.True(await uploads.AbortAsync(bucket, upload, Cancel));
                await store.Engine.Collector.CollectAllAsync(Cancel);
            }
        );
        CompletedPart[] named = [new(1, part!.ETag)];
        Assert.Null(await uploads.CompleteAsync(bucket, upload, named, Cancel));
        Assert.Null(store.Rows.AfterRead);
    }
}
