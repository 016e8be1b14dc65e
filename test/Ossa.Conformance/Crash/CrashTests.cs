using System.Globalization;
using System.Security.Cryptography;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Crash;

/// <summary>The promise that an answered write is kept, tried on the real program by ending it the hard way.</summary>
public sealed class CrashTests
{
    internal const string RoundsVariable = "OSSA_CRASH_ROUNDS";
    private const int UsualRounds = 20;
    private const int LongestRoundMilliseconds = 1200;
    private const int SmallWriters = 12;
    private const int KeysOfSmallWriter = 12;
    private const int LargeWriters = 3;
    private const int KeysOfLargeWriter = 2;

    private static readonly int Rounds = Environment.GetEnvironmentVariable(RoundsVariable) is { Length: > 0 } rounds
        ? int.Parse(rounds, CultureInfo.InvariantCulture)
        : UsualRounds;

    private readonly ContentPool _pool = new();

    [Fact]
    public async Task Killed_many_times_amid_writes_the_server_keeps_every_answered_write_and_no_half_object()
    {
        using var directory = new TemporaryDirectory();
        var key = RootKeys.Generate();
        var keys = new List<TrackedKey>();
        Writer[] writers =
        [
            .. MakeWriters("small", SmallWriters, KeysOfSmallWriter, _pool.Small, keys),
            .. MakeWriters("large", LargeWriters, KeysOfLargeWriter, _pool.Large, keys),
        ];
        var answered = 0;
        var unanswered = 0;
        // The round after the last kill only looks.
        for (var round = 0; round <= Rounds; round++)
        {
            await using var server = await OssaProcess.StartAsync(
                ["--data", directory.Combine("data"), "--listen", "http://127.0.0.1:0"],
                key,
                TestContext.Current.CancellationToken
            );
            using var bucket = new Bucket(server);
            await CheckAsync(round, server, bucket, keys, writers);
            if (round < Rounds)
            {
                answered += await WriteAndKillAsync(server, bucket, writers);
                unanswered += keys.Count(tracked => tracked.IsUnanswered);
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Rounds} kills, {answered} answered writes, {unanswered} unanswered"
        );
        // Otherwise nothing was tried.
        Assert.True(answered > Rounds * SmallWriters, $"only {answered} writes were answered");
        Assert.True(unanswered > Rounds, $"only {unanswered} writes were interrupted");
    }

    private IEnumerable<Writer> MakeWriters(
        string prefix,
        int writers,
        int keysOfWriter,
        Func<Content> makeContent,
        List<TrackedKey> all
    )
    {
        for (var writer = 0; writer < writers; writer++)
        {
            var own = Enumerable
                .Range(0, keysOfWriter)
                .Select(number => new TrackedKey($"{prefix}/{writer}/{number}"))
                .ToArray();
            all.AddRange(own);
            yield return new Writer(own, makeContent, _pool);
        }
    }

    private static async Task CheckAsync(
        int round,
        OssaProcess server,
        Bucket bucket,
        IReadOnlyList<TrackedKey> keys,
        IReadOnlyList<Writer> writers
    )
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        if (round == 0)
        {
            await bucket.CreateAsync(cancellationToken);
        }
        var violations = new List<string>(await new Inspection(bucket, keys).RunAsync(cancellationToken));
        foreach (var writer in writers)
        {
            violations.AddRange(await writer.InspectAsync(bucket, cancellationToken));
        }
        Assert.True(
            violations.Count == 0,
            $"After kill {round}:\n{string.Join('\n', violations)}\n{server.StandardError}"
        );
    }

    private static async Task<int> WriteAndKillAsync(OssaProcess server, Bucket bucket, IEnumerable<Writer> writers)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var writing = writers.Select(writer => writer.WriteUntilServerDiesAsync(bucket, cancellationToken)).ToArray();
        var moment = RandomNumberGenerator.GetInt32(1, LongestRoundMilliseconds);
        await Task.Delay(TimeSpan.FromMilliseconds(moment), TimeProvider.System, cancellationToken);
        await server.KillAsync();
        return (await Task.WhenAll(writing)).Sum();
    }
}
