using System.Diagnostics;
using System.Globalization;
using Ossa.Engine;
using Ossa.Engine.Access;
using Ossa.Engine.Identity;
using Ossa.Protocol.Access;
using Ossa.Storage.InMemory;

namespace Ossa.Benchmarks;

/// <summary>
/// What it costs to authorize a request as users and policies grow in number: to find out what stands behind its key, and to judge it by the
/// policies there. In memory and in this process, without HTTP; each user has a policy and a key of its own. Medians of five.
/// </summary>
internal static class AuthorizationScale
{
    private const int Runs = 5;
    private const int Decisions = 10_000;
    private const int FirstDecisions = 200;
    private const int Changes = 50;

    private static CancellationToken Never => CancellationToken.None;

    public static async Task<int> RunAsync(TextWriter output, IReadOnlyList<int> counts)
    {
        await output.WriteLineAsync(
            "| users and policies | the first decision of a key: us, bytes | repeated: us, bytes | the first after a change of somebody else: us, bytes "
                + "| a new key: us, bytes |"
        );
        await output.WriteLineAsync("| --- | --- | --- | --- | --- |");
        await using var engine = await OssaEngine.OpenAsync(
            InMemoryEngine.Create(),
            new EngineOptions(),
            TimeProvider.System,
            Never
        );
        var ids = new List<string>();
        foreach (var count in counts)
        {
            while (ids.Count < count)
            {
                ids.Add(await AddUserAsync(engine.Identities, ids.Count));
            }

            var first = new List<Cost>();
            var repeated = new List<Cost>();
            var changed = new List<Cost>();
            var made = new List<Cost>();
            for (var run = 0; run < Runs; run++)
            {
                // A resolver that knows nothing yet is had by a change of somebody and keys that it has not met since.
                await ChangeSomethingAsync(engine.Identities);
                var keys = Spread(ids, Math.Min(count, FirstDecisions), run);
                first.Add(await MeasureAsync(keys.Count, i => DecideAsync(engine, keys[i])));
                repeated.Add(await MeasureAsync(Decisions, i => DecideAsync(engine, keys[i % keys.Count])));
                changed.Add(await AfterChangesAsync(engine, keys[0]));
                made.Add(await MakeKeysAsync(engine.Identities));
            }

            Cost[] medians = [.. new[] { first, repeated, changed, made }.Select(Median)];
            await output.WriteLineAsync(
                $"| {count.ToString("N0", CultureInfo.InvariantCulture)} | {string.Join(" | ", medians.Select(cost => cost.ToString()))} |"
            );
        }

        return 0;
    }

    private static async Task<string> AddUserAsync(IdentityStore identities, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"user{number}");
        var policy = $$"""
            {"Version": "1", "Statement": [
                {"Effect": "Allow", "Action": ["oss:GetObject", "oss:PutObject"], "Resource": "acs:oss:*:*:bucket/{{name}}/*"},
                {"Effect": "Deny", "Action": "oss:DeleteObject", "Resource": "acs:oss:*:*:bucket/{{name}}/kept/*"}]}
            """;
        await identities.Policies.PutAsync(name, policy, Never);
        await identities.Users.CreateAsync(name, Never);
        await identities.Users.AttachAsync(name, name, Never);
        return (await identities.Keys.CreateAsync(name, Never)).Key.Id;
    }

    private static async Task DecideAsync(OssaEngine engine, string id)
    {
        var key = await engine.Identities.Resolver.FindAsync(id, Never);
        var resource = AccessResource.Of("cn-hangzhou", engine.AccountId, "bucket", $"{key!.Owner!.User.Name}/a/key");
        var request = new AccessRequest(
            new AccessPrincipal([key.Owner!.User.Id]),
            "oss:GetObject",
            resource,
            static _ => null
        );
        if (PolicyEvaluator.Evaluate(key.Owner!.Policies, request).Effect != PolicyEffect.Allow)
        {
            throw new InvalidOperationException("What the policy allows was not allowed.");
        }
    }

    private static async Task<Cost> AfterChangesAsync(OssaEngine engine, string id)
    {
        var all = new List<Cost>();
        for (var i = 0; i < Changes; i++)
        {
            await ChangeSomethingAsync(engine.Identities);
            all.Add(await MeasureAsync(1, _ => DecideAsync(engine, id)));
        }

        return Median(all);
    }

    private static async Task<Cost> MakeKeysAsync(IdentityStore identities)
    {
        var all = new List<Cost>();
        for (var i = 0; i < Changes; i++)
        {
            var id = "";
            all.Add(await MeasureAsync(1, async _ => id = (await identities.Keys.CreateAsync("user0", Never)).Key.Id));
            await identities.Keys.DeleteAsync(id, Never);
        }

        return Median(all);
    }

    private static async Task ChangeSomethingAsync(IdentityStore identities)
    {
        await identities.Groups.CreateAsync("changing", Never);
        await identities.Groups.DeleteAsync("changing", Never);
    }

    private static List<string> Spread(List<string> ids, int count, int run) =>
        [.. Enumerable.Range(0, count).Select(i => ids[(int)(((long)i * ids.Count / count) + run) % ids.Count])];

    private static async Task<Cost> MeasureAsync(int times, Func<int, Task> work)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            await work(i);
        }

        var elapsed = Stopwatch.GetElapsedTime(began);
        return new Cost(elapsed.TotalMicroseconds / times, (GC.GetAllocatedBytesForCurrentThread() - bytes) / times);
    }

    private static Cost Median(IReadOnlyList<Cost> costs) =>
        new(
            costs.Select(cost => cost.Microseconds).Order().ElementAt(costs.Count / 2),
            costs.Select(cost => cost.Bytes).Order().ElementAt(costs.Count / 2)
        );

    private sealed record Cost(double Microseconds, long Bytes)
    {
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{Microseconds:F1}, {Bytes:N0}");
    }
}
