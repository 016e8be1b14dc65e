using Ossa.Server.Road;

namespace Ossa.Server.Operations.EmptyLists;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/listbucketdataredundancytransition</summary>
internal sealed class ListBucketDataRedundancyTransition : EmptyList
{
    public override string Name => "ListBucketDataRedundancyTransition";

    public override Route Route { get; } = new("GET", Level.Bucket, "redundancyTransition");

    protected override string Root => "ListBucketDataRedundancyTransition";

    protected override IReadOnlyList<ListElement> ElementsFor(OssContext context) => [];
}
