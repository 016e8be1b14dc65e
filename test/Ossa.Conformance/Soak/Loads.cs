using System.Net;
using System.Security.Cryptography;
using Ossa.Client;

namespace Ossa.Conformance.Soak;

/// <summary>What clients do to a server, each over and over until it is told to stop.</summary>
internal static class Loads
{
    private const int LargeBytes = 4 * 1024 * 1024;
    private const int PieceBytes = 128 * 1024;

    /// <summary>So that a machine of two cores has some of them left for whoever else is tested at the same time.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>How often a slow client reads a piece: 32 pieces are an object, which takes it 8 seconds.</summary>
    private static readonly TimeSpan SlowPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Reads small objects while they are overwritten.</summary>
    public static Task ReadAsync(SoakScene scene, Latencies latencies, CancellationToken stop) =>
        RepeatAsync(
            (round, cancel) =>
                latencies.MeasureAsync(() => scene.GetAsync(scene.UrlOf(HttpMethod.Get, Small(round)), cancel)),
            stop
        );

    /// <summary>Overwrites the objects that others read.</summary>
    public static Task OverwriteAsync(SoakScene scene, CancellationToken stop) =>
        RepeatAsync(
            async (round, cancel) =>
            {
                await scene.PutAsync(Small(round * 7), 1024 << (round % 7), cancel);
                if (round % 50 == 0)
                {
                    await scene.PutAsync("large", LargeBytes, cancel);
                }
            },
            stop
        );

    /// <summary>Reads a large object slowly, to its end, while it is overwritten.</summary>
    public static Task ReadSlowlyAsync(SoakScene scene, CancellationToken stop) =>
        RepeatAsync(
            async (_, cancel) =>
            {
                using var answer = await BeginAsync(scene, cancel);
                await using var body = await answer.Content.ReadAsStreamAsync(cancel);
                var read = new MemoryStream();
                var piece = new byte[PieceBytes];
                while (
                    await body.ReadAtLeastAsync(piece, PieceBytes, throwOnEndOfStream: false, cancel)
                        is > 0
                            and var count
                )
                {
                    read.Write(piece, 0, count);
                    await Task.Delay(SlowPause, cancel);
                }

                SoakScene.RequireWhole(answer, read.ToArray());
            },
            stop
        );

    /// <summary>Breaks downloads off amid the body.</summary>
    public static Task BreakOffAsync(SoakScene scene, CancellationToken stop) =>
        RepeatAsync(
            async (_, cancel) =>
            {
                using var answer = await BeginAsync(scene, cancel);
                await using var body = await answer.Content.ReadAsStreamAsync(cancel);
                await body.ReadExactlyAsync(new byte[PieceBytes], cancel);
            },
            stop
        );

    /// <summary>Hands out links, which must give the object until they are revoked and never after.</summary>
    public static Task RevokeAsync(SoakScene scene, CancellationToken stop) =>
        RepeatAsync(
            async (round, cancel) =>
            {
                var options = new LinkOptions { MaxDownloads = 3 };
                var link = await scene.Client.CreateLinkAsync(SoakScene.Bucket, Small(round), options, cancel);
                await scene.GetAsync(link.Url!, cancel);
                await scene.Client.RevokeLinkAsync(link.Id, cancel);
                using var refused = await scene.Http.GetAsync(link.Url!, cancel);
                await SoakScene.RequireAsync(refused, HttpStatusCode.Forbidden);
            },
            stop
        );

    /// <summary>Begins uploads in parts, of which every other one is aborted, and removes what the rest became.</summary>
    public static Task UploadPartsAsync(SoakScene scene, string key, CancellationToken stop) =>
        RepeatAsync(
            async (round, cancel) =>
            {
                var (client, bucket) = (scene.Client, SoakScene.Bucket);
                var upload = await client.InitiateMultipartUploadAsync(bucket, key, cancellationToken: cancel);
                var parts = new List<UploadedPart>();
                foreach (var number in (int[])[1, 2])
                {
                    var bytes = RandomNumberGenerator.GetBytes(PieceBytes);
                    parts.Add(
                        await client.UploadPartAsync(
                            bucket,
                            key,
                            upload.UploadId,
                            number,
                            bytes,
                            cancellationToken: cancel
                        )
                    );
                }

                if (round % 2 == 0)
                {
                    await client.AbortMultipartUploadAsync(bucket, key, upload.UploadId, cancel);
                    return;
                }

                await client.CompleteMultipartUploadAsync(
                    bucket,
                    key,
                    upload.UploadId,
                    parts,
                    cancellationToken: cancel
                );
                await client.DeleteObjectAsync(bucket, key, cancellationToken: cancel);
            },
            stop
        );

    /// <summary>The objects that readers and writers share.</summary>
    public static IEnumerable<(string Key, int Bytes)> Objects() =>
        [.. Enumerable.Range(0, SmallObjects).Select(number => (Small(number), 1024)), ("large", LargeBytes)];

    private const int SmallObjects = 100;

    private static string Small(int number) => $"small/{number % SmallObjects}";

    private static async Task<HttpResponseMessage> BeginAsync(SoakScene scene, CancellationToken cancel)
    {
        var answer = await scene.Http.GetAsync(
            scene.UrlOf(HttpMethod.Get, "large"),
            HttpCompletionOption.ResponseHeadersRead,
            cancel
        );
        await SoakScene.RequireAsync(answer, HttpStatusCode.OK);
        return answer;
    }

    /// <summary>A round that has begun is ended, so that the server can be looked at with nothing under way.</summary>
    private static async Task RepeatAsync(Func<int, CancellationToken, Task> round, CancellationToken stop)
    {
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            await round(number, TestContext.Current.CancellationToken);
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
