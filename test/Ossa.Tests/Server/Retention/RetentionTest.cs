using System.Globalization;
using Ossa.Protocol.Documents;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Retention;

/// <summary>A test that gives its bucket a retention policy.</summary>
public abstract class RetentionTest : ServerTest
{
    protected static readonly TimeSpan Day = TimeSpan.FromDays(1);

    protected Task<WireResponse> InitiateAsync(string days) =>
        SendAsync("POST", Xml("InitiateWormConfiguration", days), H("worm", ""));

    protected Task<WireResponse> CompleteAsync(string id) => SendAsync("POST", null, H("wormId", id));

    protected Task<WireResponse> ExtendAsync(string id, string days) =>
        SendAsync("POST", Xml("ExtendWormConfiguration", days), H("wormId", id), H("wormExtend", ""));

    protected Task<WireResponse> AbortAsync() => SendAsync("DELETE", null, H("worm", ""));

    protected Task<WireResponse> GetWormAsync() => SendAsync("GET", null, H("worm", ""));

    /// <summary>Makes a policy, and says its id.</summary>
    protected async Task<string> BeginAsync(int days)
    {
        var answer = await InitiateAsync(days.ToString(CultureInfo.InvariantCulture));
        Assert.Equal((200, 0), (answer.Status, answer.Body.Length));
        return answer["x-oss-worm-id"]!;
    }

    /// <summary>Makes a policy and locks it.</summary>
    protected async Task<string> LockAsync(int days)
    {
        var id = await BeginAsync(days);
        Assert.Equal(200, (await CompleteAsync(id)).Status);
        return id;
    }

    protected async Task AssertPolicyAsync(string id, string state, int days)
    {
        var answer = await GetWormAsync();
        Assert.Equal(200, answer.Status);
        var worm = WormConfiguration.Read(new MemoryStream(answer.Body));
        Assert.Equal((id, state, days), (worm.WormId, worm.State, worm.RetentionPeriodInDays));
    }

    protected static void AssertImmutable(WireResponse answer) => AssertRefused(answer, 409, "FileImmutable", null);

    protected Task<WireResponse> SendAsync(string method, string? xml, params KeyValuePair<string, string>[] query) =>
        Server.SendAsync(method, Bucket, query: query, body: xml is null ? [] : Utf8(xml));

    private static string Xml(string root, string days) =>
        $"<{root}><RetentionPeriodInDays>{days}</RetentionPeriodInDays></{root}>";
}
