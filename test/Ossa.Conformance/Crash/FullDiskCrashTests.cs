using System.Collections.Concurrent;
using System.Security.Cryptography;
using Ossa.Client;
using Ossa.Client.Credentials;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;
using Ossa.Protocol.Signing;

namespace Ossa.Conformance.Crash;

/// <summary>The server is killed on a disk that is full to the last byte, in the middle of writing, and started again on it.</summary>
public sealed class FullDiskCrashTests
{
    private const string Bucket = "full-disk";
    private const int Writers = 8;
    private const int BodyBytes = 50_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, byte[]> _answered = new();
    private Exception? _lastRefusal;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_on_a_full_disk_the_server_opens_again_with_all_it_answered_and_can_be_emptied()
    {
        await using var disk = await SmallDisk.MountAsync(320, Cancel);
        var key = RootKeys.Generate();
        var other = await FillAndKillAsync(disk, key);
        Assert.InRange(_answered.Count, 100, int.MaxValue);

        await using var server = await StartAsync(disk, key);
        using var client = Connect(server);
        await CheckAsync(client);
        await client.DeleteObjectsAsync(Bucket, _answered.Keys, Cancel);
        var rest = new List<string>();
        await foreach (var entry in client.ListObjectsAsync(Bucket, cancellationToken: Cancel))
        {
            rest.Add(entry.Key);
        }

        // What was written and not answered may be there or not.
        Assert.DoesNotContain(rest, _answered.ContainsKey);
        File.Delete(other);
        await client.PutObjectAsync(Bucket, "again", [1], cancellationToken: Cancel);
    }

    private async Task<string> FillAndKillAsync(SmallDisk disk, AccessKey key)
    {
        await using var server = await StartAsync(disk, key);
        using var client = Connect(server);
        await client.PutBucketAsync(Bucket, cancellationToken: Cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var writers = Enumerable.Range(0, Writers).Select(number => WriteAsync(client, number, stop.Token)).ToArray();
        using var patience = new CancellationTokenSource(Patience);
        while (_answered.Count < 500 && !patience.IsCancellationRequested)
        {
            await Task.Delay(10, Cancel);
        }

        var other = disk.FillUp();
        await server.KillAsync();
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        Assert.True(_answered.Count >= 500, $"Only {_answered.Count} were answered: {_lastRefusal}");
        disk.FillUp();
        return other;
    }

    /// <summary>Writes one object after the other until the server is gone; a refusal for want of room ends nothing.</summary>
    private async Task WriteAsync(OssClient client, int writer, CancellationToken stop)
    {
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var name = $"{writer}/{number}";
            var body = RandomNumberGenerator.GetBytes(BodyBytes);
            try
            {
                await client.PutObjectAsync(Bucket, name, body, cancellationToken: stop);
                _answered[name] = body;
            }
            catch (Exception e) when (e is OssClientException or OperationCanceledException)
            {
                // Refused, or the server is gone: not answered, so nothing is promised.
                _lastRefusal = e;
            }
        }
    }

    private async Task CheckAsync(OssClient client)
    {
        foreach (var (name, body) in _answered)
        {
            await using var download = await client.GetObjectAsync(Bucket, name, cancellationToken: Cancel);
            using var bytes = new MemoryStream();
            await download.Content.CopyToAsync(bytes, Cancel);
            Assert.Equal(body, bytes.ToArray());
        }
    }

    private static Task<OssaProcess> StartAsync(SmallDisk disk, AccessKey key) =>
        OssaProcess.StartAsync(
            ["--data", Path.Combine(disk.FullPath, "data"), "--listen", "http://127.0.0.1:0"],
            key,
            Cancel
        );

    private static OssClient Connect(OssaProcess server) =>
        new(
            new OssClientOptions
            {
                Endpoint = server.Endpoint.GetLeftPart(UriPartial.Authority),
                Credentials = new StaticCredentialsProvider(server.Key),
                MaxAttempts = 1,
            }
        );
}
