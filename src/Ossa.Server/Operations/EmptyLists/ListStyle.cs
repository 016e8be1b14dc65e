using Ossa.Server.Road;

namespace Ossa.Server.Operations.EmptyLists;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/liststyle</summary>
internal sealed class ListStyle : EmptyList
{
    public override string Name => "ListStyle";

    public override Route Route { get; } = new("GET", Level.Bucket, "style");

    protected override string Root => "StyleList";

    protected override IReadOnlyList<ListElement> ElementsFor(OssContext context) => [];
}
