using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

/// <summary>The official SDK for Node.js, unchanged, against a strict server of its own.</summary>
public sealed class AliOssTests
{
    /// <summary>What the SDK has no method for.</summary>
    private static readonly string[] Lacking =
    [
        "DescribeRegions",
        "PutPublicAccessBlock",
        "GetPublicAccessBlock",
        "DeletePublicAccessBlock",
        "PutBucketTransferAcceleration",
        "GetBucketTransferAcceleration",
        "PutBucketResourceGroup",
        "GetBucketResourceGroup",
        "PutBucketPublicAccessBlock",
        "GetBucketPublicAccessBlock",
        "DeleteBucketPublicAccessBlock",
        "GetBucketPolicyStatus",
        "CreateCnameToken",
        "GetCnameToken",
        "PutCname",
        "ListCname",
        "DeleteCname",
        "PutUserDefinedLogFieldsConfig",
        "GetUserDefinedLogFieldsConfig",
        "DeleteUserDefinedLogFieldsConfig",
        "OptionBucket",
        "OptionObject",
        "SealAppendObject",
        "CleanRestoredObject",
        "ListCloudBoxes",
        "ListUserDataRedundancyTransition",
        "ListAccessPoints",
        "ListAccessPointsForObjectProcess",
        "ListStyle",
        "GetBucketReplicationLocation",
        "ListBucketDataRedundancyTransition",
    ];

    [Theory]
    [InlineData("v1", "path")]
    [InlineData("v1", "virtual")]
    [InlineData("v4", "path")]
    [InlineData("v4", "virtual")]
    public async Task Ali_oss_works_unchanged_with_every_operation_that_it_has(string version, string addressing)
    {
        var script = Repository.Combine("test", "Ossa.Conformance", "Clients", "nodejs", "ali-oss.mjs");
        var node = Tool.Node.Require();
        Tool.NodeModules.Require();
        if (addressing == "virtual")
        {
            Tool.LocalhostNames.Require();
        }
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await StrictServer.StartAloneAsync(cancellationToken);
        var result = await ProcessRunner.RunAsync(
            node,
            [script, version, addressing],
            new ProgramOptions { Environment = ClientEnvironment.OfNode(server) },
            cancellationToken
        );
        Assert.Contains("ok - ", result.ShouldSucceed().Output, StringComparison.Ordinal);
        await ExercisedOperations.AssertCompleteAsync(server, "ali-oss", Lacking, cancellationToken);
    }
}
