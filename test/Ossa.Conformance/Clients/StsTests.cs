using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

/// <summary>The official clients of RAM and STS for Node.js, unchanged, against a strict server of their own.</summary>
public sealed class StsTests
{
    /// <summary>One signs in the parameters (HMAC-SHA1), the other in the Authorization header (ACS3-HMAC-SHA256).</summary>
    [Theory]
    [InlineData("sts.mjs")]
    [InlineData("acs3.mjs")]
    public async Task Users_and_roles_are_made_and_assumed_by_the_official_clients(string client)
    {
        var script = Repository.Combine("test", "Ossa.Conformance", "Clients", "nodejs", client);
        var node = Tool.Node.Require();
        Tool.NodeModules.Require();
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await StrictServer.StartAloneAsync(cancellationToken);
        var result = await ProcessRunner.RunAsync(
            node,
            [script, "sts-clients"],
            new ProgramOptions { Environment = ClientEnvironment.OfNode(server) },
            cancellationToken
        );
        Assert.Contains("ok - all is taken away again", result.ShouldSucceed().Output, StringComparison.Ordinal);
    }
}
