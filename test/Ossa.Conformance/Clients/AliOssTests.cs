using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

/// <summary>The official SDK for Node.js, unchanged, against a strict server.</summary>
public sealed class AliOssTests(StrictServer server)
{
    public static TheoryData<string, string, string> Groups =>
        [
            .. from version in (string[])["v1", "v4"]
            from addressing in (string[])["path", "virtual"]
            from @group in (string[])
                [
                    "buckets",
                    "objects",
                    "listings",
                    "urls",
                    "multipart",
                    "versions",
                    "retention",
                    "forms",
                    "objectkinds",
                    "errors",
                ]
            select new TheoryDataRow<string, string, string>(version, addressing, @group),
        ];

    [Theory]
    [MemberData(nameof(Groups))]
    public async Task Ali_oss_works_unchanged(string version, string addressing, string @group)
    {
        var script = Repository.Combine("test", "Ossa.Conformance", "Clients", "nodejs", "ali-oss.mjs");
        Tool.NodeModules.Require();
        if (addressing == "virtual")
        {
            Tool.LocalhostNames.Require();
        }
        var options = new ProgramOptions
        {
            Environment = new Dictionary<string, string?>(ClientEnvironment.Of(server, "localhost"))
            {
                // Names under localhost resolve to ::1 first, where this server does not listen, and older Node.js tries only one.
                ["NODE_OPTIONS"] = "--dns-result-order=ipv4first",
            },
        };
        var result = await ProcessRunner.RunAsync(
            Tool.Node.Require(),
            [script, version, addressing, @group],
            options,
            TestContext.Current.CancellationToken
        );
        Assert.Contains("ok - ", result.ShouldSucceed().Output, StringComparison.Ordinal);
    }
}
