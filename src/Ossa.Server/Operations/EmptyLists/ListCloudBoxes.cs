using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.EmptyLists;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/listcloudboxes</summary>
internal sealed class ListCloudBoxes : EmptyList
{
    public override string Name => "ListCloudBoxes";

    public override Route Route { get; } = new("GET", Level.Service, "cloudboxes");

    protected override string Root => "ListCloudBoxResult";

    protected override IReadOnlyList<ListElement> ElementsFor(OssContext context)
    {
        var owner = Owners.Of(context);
        return
        [
            .. MarkerPage(context),
            new("Owner") { Within = [new("ID", owner.Id), new("DisplayName", owner.DisplayName)] },
            new("CloudBoxes"),
        ];
    }
}
