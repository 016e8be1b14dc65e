using Ossa.Server.Road;

namespace Ossa.Server.Operations.EmptyLists;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplicationlocation</summary>
internal sealed class GetBucketReplicationLocation : EmptyList
{
    public override string Name => "GetBucketReplicationLocation";

    public override Route Route { get; } = new("GET", Level.Bucket, "replicationLocation");

    protected override string Root => "ReplicationLocation";

    protected override IReadOnlyList<ListElement> ElementsFor(OssContext context) => [new("Location")];
}
