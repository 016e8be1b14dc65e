using Ossa.Engine;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.EmptyLists;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/listaccesspointsforobjectprocess</summary>
internal sealed class ListAccessPointsForObjectProcess : EmptyList
{
    public override string Name => "ListAccessPointsForObjectProcess";

    public override Route Route { get; } = new("GET", Level.Service, "accessPointForObjectProcess");

    protected override string Root => "ListAccessPointsForObjectProcessResult";

    protected override IReadOnlyList<ListElement> ElementsFor(OssContext context) =>
        [
            TokenPage(context, Limits.MaxListEntries),
            new("AccountId", Owners.Of(context).Id),
            new("AccessPointsForObjectProcess"),
        ];
}
