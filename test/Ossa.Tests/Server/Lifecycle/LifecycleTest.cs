using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Lifecycle;

/// <summary>A test that sets rules over the wire.</summary>
public abstract class LifecycleTest : ServerTest
{
    private static readonly KeyValuePair<string, string>[] Lifecycle = [H("lifecycle", "")];

    /// <summary>A rule with a prefix and what it does; its name is the prefix, as far as that may be.</summary>
    protected static string Rule(string prefix, string actions, string status = "Enabled") =>
        $"<Rule><ID>{(prefix.Length > 200 ? prefix[..200] : prefix)}</ID><Prefix>{prefix}</Prefix><Status>{status}</Status>{actions}</Rule>";

    protected static string Expire(int days) => $"<Expiration><Days>{days}</Days></Expiration>";

    protected static string Move(int days, string to) =>
        $"<Transition><Days>{days}</Days><StorageClass>{to}</StorageClass></Transition>";

    protected Task<WireResponse> PutRulesAsync(string rules, params KeyValuePair<string, string>[] headers) =>
        PutDocumentAsync($"<LifecycleConfiguration>{rules}</LifecycleConfiguration>", headers);

    protected Task<WireResponse> PutDocumentAsync(string xml, params KeyValuePair<string, string>[] headers) =>
        Server.SendAsync("PUT", Bucket, query: Lifecycle, headers: headers, body: Utf8(xml));

    protected Task<WireResponse> GetRulesAsync() => Server.SendAsync("GET", Bucket, query: Lifecycle);

    protected Task<WireResponse> DeleteRulesAsync() => Server.SendAsync("DELETE", Bucket, query: Lifecycle);

    protected async Task SetAsync(params string[] rules)
    {
        var answer = await PutRulesAsync(string.Concat(rules), H("x-oss-allow-same-action-overlap", "true"));
        Assert.True(answer.Status == 200, answer.Text);
    }
}
