using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

/// <summary>The official Go SDK as Debian ships it, unchanged, against a strict server of its own. It signs with V1.</summary>
public sealed class GoSdkTests
{
    /// <summary>What the SDK, which is an old one, has no method for, or asks for by another operation.</summary>
    private static readonly string[] Lacking =
    [
        "DescribeRegions",
        "PutPublicAccessBlock",
        "GetPublicAccessBlock",
        "DeletePublicAccessBlock",
        "GetBucketStat",
        "PutBucketAcl",
        "PutBucketTags",
        "GetBucketTags",
        "DeleteBucketTags",
        "PutBucketRequestPayment",
        "GetBucketRequestPayment",
        "PutBucketTransferAcceleration",
        "GetBucketTransferAcceleration",
        "PutBucketResourceGroup",
        "GetBucketResourceGroup",
        "PutBucketPublicAccessBlock",
        "GetBucketPublicAccessBlock",
        "DeleteBucketPublicAccessBlock",
        "PutBucketPolicy",
        "GetBucketPolicy",
        "DeleteBucketPolicy",
        "GetBucketPolicyStatus",
        "CreateCnameToken",
        "GetCnameToken",
        "PutCname",
        "ListCname",
        "DeleteCname",
        "ListObjectsV2",
        "PutBucketVersioning",
        "GetBucketVersioning",
        "ListObjectVersions",
        "PutUserDefinedLogFieldsConfig",
        "GetUserDefinedLogFieldsConfig",
        "DeleteUserDefinedLogFieldsConfig",
        "InitiateBucketWorm",
        "AbortBucketWorm",
        "CompleteBucketWorm",
        "ExtendBucketWorm",
        "GetBucketWorm",
        "PutBucketEncryption",
        "GetBucketEncryption",
        "DeleteBucketEncryption",
        "OptionBucket",
        "PostObject",
        "GetObjectMeta",
        "SealAppendObject",
        "PutObjectTagging",
        "GetObjectTagging",
        "DeleteObjectTagging",
        "CleanRestoredObject",
        "OptionObject",
        "ListCloudBoxes",
        "ListUserDataRedundancyTransition",
        "ListAccessPoints",
        "ListAccessPointsForObjectProcess",
        "ListStyle",
        "GetBucketReplicationLocation",
        "ListLiveChannel",
        "ListBucketDataRedundancyTransition",
    ];

    // The SDK takes path style for an address, and puts the bucket before a host name.
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task The_go_sdk_works_unchanged_with_every_operation_that_it_has(string host)
    {
        if (host == "localhost")
        {
            Tool.LocalhostNames.Require();
        }
        using var directory = new TemporaryDirectory();
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await StrictServer.StartAloneAsync(cancellationToken);
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
        var build = await ProcessRunner.RunAsync(
            Tool.Go.Require(),
            ["build", "-o", program, "main.go"],
            options,
            cancellationToken
        );
        build.ShouldSucceed();
        var result = await ProcessRunner.RunAsync(program, [], options, cancellationToken);
        Assert.Contains("ok - ", result.ShouldSucceed().Output, StringComparison.Ordinal);
        await ExercisedOperations.AssertCompleteAsync(server, "the Go SDK", Lacking, cancellationToken);
    }
}
