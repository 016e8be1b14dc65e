using Ossa.Server.Road;

namespace Ossa.Server.Operations.EmptyLists;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/listlivechannel</summary>
internal sealed class ListLiveChannel : EmptyList
{
    public override string Name => "ListLiveChannel";

    public override Route Route { get; } = new("GET", Level.Bucket, "live");

    protected override string Root => "ListLiveChannelResult";

    protected override IReadOnlyList<ListElement> ElementsFor(OssContext context) => MarkerPage(context);
}
