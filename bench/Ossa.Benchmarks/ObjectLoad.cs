using System.Diagnostics;
using Ossa.Engine;
using Ossa.Engine.Objects;
using Ossa.Storage.Local;

namespace Ossa.Benchmarks;

/// <summary>
/// Fills a data directory with small objects, in this process and by many writers at once so that they share syncs, and then dies like a process that
/// was killed: nothing is closed, nothing is flushed. What the next start has to do is then what it has to do after a crash.
/// </summary>
internal static class ObjectLoad
{
    private const int Writers = 512;
    private const int BodyBytes = 100;
    private const int Folders = 1000;

    public static async Task FillAndDieAsync(TextWriter output, string directory, int count)
    {
        var storage = await LocalEngine.OpenAsync(
            new LocalEngineOptions { Directory = directory },
            CancellationToken.None
        );
        var engine = await OssaEngine.OpenAsync(
            storage,
            new EngineOptions(),
            TimeProvider.System,
            CancellationToken.None
        );
        await engine.Buckets.CreateAsync(
            "load",
            engine.AccountId,
            acl: null,
            "Standard",
            "LRS",
            CancellationToken.None
        );
        var clock = Stopwatch.StartNew();
        var last = 0;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(WriteAsync)));
        await output.WriteLineAsync($"{count} {clock.Elapsed.TotalSeconds:F1}");
        await output.FlushAsync();
        Process.GetCurrentProcess().Kill();

        async Task WriteAsync()
        {
            var bucket = await engine.Buckets.GetAsync("load", CancellationToken.None);
            while (Interlocked.Increment(ref last) is var number && number <= count)
            {
                // In one folder, so that one link can share all of them.
                var key = $"all/folder-{number % Folders:D4}/object-{number:D8}.bin";
                await engine.Objects.PutAsync(bucket, key, new NewObject(), Body(number), CancellationToken.None);
            }
        }
    }

    private static Engine.Bodies.ReadBody Body(int seed)
    {
        var isSent = false;
        return (buffer, _) =>
        {
            var count = isSent ? 0 : BodyBytes;
            buffer.Span[..count].Fill((byte)seed);
            isSent = true;
            return new(count);
        };
    }
}
