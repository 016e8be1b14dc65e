using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

/// <summary>The official Go SDK as Debian ships it, unchanged, against a strict server. It signs with V1.</summary>
public sealed class GoSdkTests(StrictServer server)
{
    // The SDK takes path style for an address, and puts the bucket before a host name.
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task The_go_sdk_works_unchanged(string host)
    {
        if (host == "localhost")
        {
            Tool.LocalhostNames.Require();
        }
        using var directory = new TemporaryDirectory();
        var options = new ProgramOptions
        {
            WorkingDirectory = Repository.Combine("test", "Ossa.Conformance", "Clients", "go"),
            // Debian keeps libraries as sources in a GOPATH, which predates modules.
            Environment = new Dictionary<string, string?>(ClientEnvironment.Of(server, host))
            {
                ["GO111MODULE"] = "off",
                ["GOFLAGS"] = "",
                ["GOPATH"] = Tool.GoOssSdk.Require(),
                ["GOCACHE"] = directory.Combine("cache"),
            },
        };
        var program = directory.Combine("go-sdk");
        var cancellationToken = TestContext.Current.CancellationToken;
        var build = await ProcessRunner.RunAsync(
            Tool.Go.Require(),
            ["build", "-o", program, "main.go"],
            options,
            cancellationToken
        );
        build.ShouldSucceed();
        var result = await ProcessRunner.RunAsync(program, [], options, cancellationToken);
        Assert.Contains("ok - ", result.ShouldSucceed().Output, StringComparison.Ordinal);
    }
}
