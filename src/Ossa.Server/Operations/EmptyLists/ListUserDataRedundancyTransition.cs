using Ossa.Engine;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.EmptyLists;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/listuserdataredundancytransition</summary>
internal sealed class ListUserDataRedundancyTransition : EmptyList
{
    public override string Name => "ListUserDataRedundancyTransition";

    public override Route Route { get; } = new("GET", Level.Service, "redundancyTransition");

    protected override string Root => "ListBucketDataRedundancyTransition";

    protected override IReadOnlyList<ListElement> ElementsFor(OssContext context) =>
        [TokenPage(context, Limits.MaxRedundancyTransitions)];
}
