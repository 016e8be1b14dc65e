using System.Diagnostics;
using System.Globalization;
using Ossa.Engine;
using Ossa.Engine.Bodies;
using Ossa.Engine.Buckets;
using Ossa.Engine.Listing;
using Ossa.Engine.Objects;
using Ossa.Protocol.Access;
using Ossa.Storage.Local;

namespace Ossa.Benchmarks;

/// <summary>
/// What a store costs as it grows: one bucket is filled through the engine, without HTTP, and at each size listings and look-ups are
/// timed and the disk is measured.
/// </summary>
internal static class StoreScale
{
    private const string Name = "scale";
    private const int Writers = 256;
    private const int Pages = 400;
    private const int Runs = 5;
    private const int LookUps = 20_000;
    private const int ObjectsOfDirectory = 1_000;

    private static readonly byte[] Body = "a body of a few bytes"u8.ToArray();

    public static async Task<int> RunAsync(TextWriter output, string directory, IReadOnlyList<int> counts)
    {
        await output.WriteLineAsync(
            "| objects | loaded/s | list page of 1,000: pages/s | roll-up of 1,000 prefixes: pages/s | skip a prefix over all: ms "
                + "| look-up cold: us | warm: us | bytes on disk per object | process MiB |"
        );
        await output.WriteLineAsync("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        var loaded = 0;
        foreach (var count in counts)
        {
            var rate = await LoadAsync(directory, loaded, count);
            loaded = count;
            await output.WriteLineAsync(await MeasureAsync(directory, count, rate));
        }
        return 0;
    }

    private static async Task<double> LoadAsync(string directory, int from, int to)
    {
        await using var engine = await OpenAsync(directory);
        var bucket = await engine.Buckets.CreateAsync(
            Name,
            engine.AccountId,
            CannedAcl.Private,
            StorageClasses.Standard,
            "LRS",
            CancellationToken.None
        );
        var clock = Stopwatch.StartNew();
        await Parallel.ForAsync(
            from,
            to,
            new ParallelOptions { MaxDegreeOfParallelism = Writers },
            async (number, stop) =>
                await engine.Objects.PutAsync(bucket, KeyOf(number), new NewObject(), ReadOnce(), stop)
        );
        return (to - from) / clock.Elapsed.TotalSeconds;
    }

    private static async Task<string> MeasureAsync(string directory, int count, double rate)
    {
        DropCaches();
        await using var engine = await OpenAsync(directory);
        var bucket = await engine.Buckets.GetAsync(Name, CancellationToken.None);
        var cold = await LookUpAsync(engine, bucket, count, LookUps / 10);
        await WarmAsync(engine, bucket);
        // The first time, the JIT shares the cores.
        await PagesAsync(engine, bucket, "", page => KeyOf(Spread(page, count)));
        var pages = await PagesAsync(engine, bucket, "", page => KeyOf(Spread(page, count)));
        var rolled = await PagesAsync(engine, bucket, "/", page => DirectoryOf(Spread(page, count)));
        var skip = await SkipAsync(engine, bucket);
        var warm = await LookUpAsync(engine, bucket, count, LookUps);
        var bytes = new DirectoryInfo(directory)
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => file.Name != "ballast")
            .Sum(file => file.Length);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {count:N0} | {rate:F0} | {pages} | {rolled} | {skip:F2} | {cold:F0} | {warm:F1} | {(double)bytes / count:F0} | {Environment.WorkingSet >> 20} |"
        );
    }

    /// <summary>Brings all records into the system's cache, so that what follows measures the store and not the disk.</summary>
    private static async Task WarmAsync(OssaEngine engine, Bucket bucket)
    {
        string? after = "";
        while (after is not null)
        {
            var query = new ListQuery("", "", after, Limits.MaxListEntries);
            after = (await engine.Listing.ListAsync(bucket, query, CancellationToken.None)).Next;
        }
    }

    /// <summary>Pages per second: the median of some runs, and the least and the most.</summary>
    private static async Task<string> PagesAsync(
        OssaEngine engine,
        Bucket bucket,
        string delimiter,
        Func<int, string> after
    )
    {
        var rates = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var clock = Stopwatch.StartNew();
            for (var page = 0; page < Pages; page++)
            {
                var query = new ListQuery("d", delimiter, after((run * Pages) + page), Limits.MaxListEntries);
                await engine.Listing.ListAsync(bucket, query, CancellationToken.None);
            }

            rates.Add(Pages / clock.Elapsed.TotalSeconds);
        }

        rates.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{rates[Runs / 2]:F0} ({rates[0]:F0} to {rates[^1]:F0})");
    }

    /// <summary>All objects lie under one common prefix, so that the page has one entry whatever the bucket's size.</summary>
    private static async Task<double> SkipAsync(OssaEngine engine, Bucket bucket)
    {
        var clock = Stopwatch.StartNew();
        for (var page = 0; page < Pages; page++)
        {
            var query = new ListQuery("", "d", "", Limits.MaxListEntries);
            await engine.Listing.ListAsync(bucket, query, CancellationToken.None);
        }

        return clock.Elapsed.TotalMilliseconds / Pages;
    }

    private static async Task<double> LookUpAsync(OssaEngine engine, Bucket bucket, int count, int times)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < times; i++)
        {
            var key = KeyOf(Spread(i, count));
            _ =
                await engine.Objects.FindAsync(bucket, key, null, CancellationToken.None)
                ?? throw new InvalidDataException($"{key} is not there.");
        }

        return clock.Elapsed.TotalMicroseconds / times;
    }

    private static async Task<OssaEngine> OpenAsync(string directory) =>
        await OssaEngine.OpenAsync(
            await LocalEngine.OpenAsync(new LocalEngineOptions { Directory = directory }, CancellationToken.None),
            new EngineOptions(),
            TimeProvider.System,
            CancellationToken.None
        );

    /// <summary>Numbers all over a range, the same in each run.</summary>
    private static int Spread(int step, int count) => (int)((uint)step * 2654435761u % (uint)count);

    private static string DirectoryOf(int number) => $"d{number / ObjectsOfDirectory:D6}/";

    private static string KeyOf(int number) => $"{DirectoryOf(number)}object-{number:D9}.txt";

    private static ReadBody ReadOnce()
    {
        var left = Body.AsMemory();
        return (buffer, _) =>
        {
            var count = Math.Min(left.Length, buffer.Length);
            left[..count].CopyTo(buffer);
            left = left[count..];
            return ValueTask.FromResult(count);
        };
    }

    /// <summary>Root may empty the system's cache; without that "cold" is cold for the store only.</summary>
    private static void DropCaches()
    {
        try
        {
            File.WriteAllText("/proc/sys/vm/drop_caches", "3");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The system's cache stays warm: {e.Message}");
        }
    }
}
