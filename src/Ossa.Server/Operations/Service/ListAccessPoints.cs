using Ossa.Engine;
using Ossa.Server.Operations.EmptyLists;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Service;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/listaccesspoints</summary>
internal sealed class ListAccessPoints : EmptyList
{
    public override string Name => "ListAccessPoints";

    public override Route Route { get; } = new("GET", Level.Service, "accessPoint");

    protected override string Root => "ListAccessPointsResult";

    protected override IReadOnlyList<ListElement> ElementsFor(OssContext context) =>
        [TokenPage(context, Limits.MaxListEntries), new("AccountId", Owners.Of(context).Id), new("AccessPoints")];
}
