using Ossa.Client;
using Ossa.Protocol.Access;
using Ossa.Tests.Server;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Client.Scenes;

public sealed class UploadFileSceneTests : ClientTest
{
    private const int PartBytes = 100 * 1024;

    private static readonly byte[] Content = Bytes.Pattern((5 * PartBytes) + 7);

    private static readonly UploadFileOptions InParts = new() { MultipartThreshold = PartBytes, PartSize = PartBytes };

    private readonly TemporaryDirectory _place = new();

    private string FilePath => Path.Combine(_place.Path, "file.bin");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await File.WriteAllBytesAsync(FilePath, Content, Cancel);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _place.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_large_file_goes_in_parts_and_is_told_of_as_it_goes(int parallel)
    {
        using var client = Connect();
        var progress = new Sum();
        var options = InParts with
        {
            Parallel = parallel,
            Progress = progress,
            Object = new PutObjectOptions { ContentType = "x/y", Acl = CannedAcl.PublicRead },
        };
        var stored = await client.UploadFileAsync(Bucket, "k", FilePath, options, Cancel);
        Assert.Equal(Content, await ReadAsync(client, "k"));
        var head = await client.HeadObjectAsync(Bucket, "k", null, Cancel);
        Assert.Equal(
            ("Multipart", "x/y", stored.Crc64, stored.ETag),
            (head.ObjectType, head.ContentType, head.Crc64, head.ETag)
        );
        Assert.EndsWith("-6\"", head.ETag, StringComparison.Ordinal);
        Assert.Equal(Content.Length, progress.Bytes);
        Assert.Equal(CannedAcl.PublicRead, await client.GetObjectAclAsync(Bucket, "k", Cancel));
    }

    [Fact]
    public async Task A_small_file_goes_in_one_piece_and_an_empty_one_too()
    {
        using var client = Connect();
        await client.UploadFileAsync(Bucket, "k", FilePath, cancellationToken: Cancel);
        Assert.Equal(Content, await ReadAsync(client, "k"));
        Assert.Equal("Normal", (await client.HeadObjectAsync(Bucket, "k", null, Cancel)).ObjectType);
        await File.WriteAllBytesAsync(FilePath, [], Cancel);
        await client.UploadFileAsync(Bucket, "k", FilePath, cancellationToken: Cancel);
        Assert.Empty(await ReadAsync(client, "k"));
    }

    [Fact]
    public async Task A_file_that_changes_meanwhile_is_not_stored_and_nothing_stays_behind()
    {
        using var client = Connect();
        var change = new Once(() => File.AppendAllText(FilePath, "more"));
        var options = InParts with { Parallel = 1, Progress = change };
        var error = await Assert.ThrowsAsync<IOException>(() =>
            client.UploadFileAsync(Bucket, "k", FilePath, options, Cancel)
        );
        Assert.Contains("changed", error.Message, StringComparison.Ordinal);
        await AssertNothingAsync(client);
    }

    [Fact]
    public async Task A_file_that_becomes_shorter_meanwhile_is_not_stored_either()
    {
        using var client = Connect();
        var cut = new Once(() => File.WriteAllBytes(FilePath, Content[..PartBytes]));
        var options = InParts with { Parallel = 1, Progress = cut };
        await Assert.ThrowsAnyAsync<IOException>(() => client.UploadFileAsync(Bucket, "k", FilePath, options, Cancel));
        await AssertNothingAsync(client);
    }

    [Fact]
    public async Task An_upload_that_is_given_up_leaves_nothing_behind()
    {
        using var client = Connect();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var options = InParts with { Progress = new Once(stop.Cancel) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.UploadFileAsync(Bucket, "k", FilePath, options, stop.Token)
        );
        await AssertNothingAsync(client);
    }

    [Fact]
    public async Task What_is_there_already_is_not_replaced_when_that_is_forbidden()
    {
        using var client = Connect();
        await client.PutObjectAsync(Bucket, "k", [7], null, Cancel);
        var options = InParts with { Object = new PutObjectOptions { ForbidOverwrite = true } };
        var error = await Assert.ThrowsAsync<OssServiceException>(() =>
            client.UploadFileAsync(Bucket, "k", FilePath, options, Cancel)
        );
        Assert.Equal("FileAlreadyExists", error.Code);
        Assert.Equal([7], await ReadAsync(client, "k"));
        Assert.Equal(0, await CountUploadsAsync(client));
    }

    [Fact]
    public async Task Where_the_server_is_gone_the_failure_names_the_upload_that_is_left()
    {
        var server = await TestServer.StartAsync();
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket)).Status);
        using var client = Connect(options => options with { Endpoint = server.Url.ToString() });
        var gone = new Once(() => server.DisposeAsync().AsTask().Wait(Cancel));
        var options = InParts with { Parallel = 1, Progress = gone };
        var error = await Assert.ThrowsAsync<OssAbandonedUploadException>(() =>
            client.UploadFileAsync(Bucket, "k", FilePath, options, Cancel)
        );
        Assert.Contains(error.UploadId, error.Message, StringComparison.Ordinal);
        Assert.Equal(32, error.UploadId.Length);
    }

    private static async Task AssertNothingAsync(OssClient client)
    {
        var error = await Assert.ThrowsAsync<OssServiceException>(() => ReadAsync(client, "k"));
        Assert.Equal("NoSuchKey", error.Code);
        Assert.Equal(0, await CountUploadsAsync(client));
    }

    private static async Task<int> CountUploadsAsync(OssClient client) =>
        (await client.ListMultipartUploadsPageAsync(Bucket, null, Cancel)).Uploads.Count;

    private sealed class Sum : IProgress<long>
    {
        private long _bytes;

        public long Bytes => _bytes;

        public void Report(long value) => Interlocked.Add(ref _bytes, value);
    }

    /// <summary>Does something as soon as the first bytes are on their way.</summary>
    private sealed class Once(Action step) : IProgress<long>
    {
        private int _done;

        public void Report(long value)
        {
            if (Interlocked.Exchange(ref _done, 1) == 0)
            {
                step();
            }
        }
    }
}
