using Ossa.Client;
using Ossa.Client.Credentials;
using Xunit;

namespace Ossa.Tests.Client;

/// <summary>A name that cannot be never leaves the client, for it would make another request of the one that was meant.</summary>
public sealed class NameTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("/a")]
    [InlineData("\\a")]
    public async Task A_key_that_cannot_be_does_not_delete_the_bucket(string? key)
    {
        using var client = Connect(AddressingStyle.Path);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.DeleteObjectAsync("bucket", key!, Cancel));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_no_key()
    {
        using var client = Connect(AddressingStyle.Path);
        await Assert.ThrowsAsync<ArgumentException>(() => client.DeleteObjectAsync("bucket", "a\uD800", Cancel));
    }

    [Fact]
    public async Task A_key_beyond_1023_bytes_is_refused()
    {
        using var client = Connect(AddressingStyle.Path);
        await Assert.ThrowsAsync<ArgumentException>(() =>
            client.DeleteObjectAsync("bucket", new string('é', 512), Cancel)
        );
    }

    [Theory]
    [InlineData("evil.example.com/x")]
    [InlineData("a@evil")]
    [InlineData("Bucket")]
    [InlineData("..")]
    [InlineData("")]
    public async Task A_bucket_that_cannot_be_leads_to_no_other_host(string bucket)
    {
        using var client = Connect(AddressingStyle.VirtualHosted);
        await Assert.ThrowsAsync<ArgumentException>(() => client.DeleteObjectAsync(bucket, "key", Cancel));
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await client.PresignAsync(HttpMethod.Get, bucket, "key", TimeSpan.FromMinutes(1), null, Cancel)
        );
        await Assert.ThrowsAsync<ArgumentException>(() =>
            client.CopyObjectAsync(bucket, "key", "bucket", "key", null, Cancel)
        );
    }

    [Fact]
    public async Task A_custom_domain_lists_no_buckets()
    {
        using var client = Connect(AddressingStyle.Cname);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            client.ListBucketsPageAsync(cancellationToken: Cancel)
        );
    }

    /// <summary>Nobody listens there, so what is sent after all fails otherwise.</summary>
    private static OssClient Connect(AddressingStyle style) =>
        new(
            new OssClientOptions
            {
                Endpoint = "http://127.0.0.1:1",
                Addressing = style,
                Credentials = new StaticCredentialsProvider("ak", "sk"),
                MaxAttempts = 1,
            }
        );
}
