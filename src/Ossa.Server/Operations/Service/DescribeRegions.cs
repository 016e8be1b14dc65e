using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Service;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/describeregions</summary>
internal sealed class DescribeRegions : Operation
{
    public override string Name => "DescribeRegions";

    public override Route Route { get; } = new("GET", Level.Service, "regions");

    public override Need Need => Need.Owner;

    public override string? Missing => "a server knows its own region only";

    public override Task HandleAsync(OssContext context)
    {
        var region = context.Options.Location;
        var wanted = context.Target["regions"];
        if (!string.IsNullOrEmpty(wanted) && wanted != region)
        {
            throw new OssException(OssErrors.NoSuchRegion with { Message = wanted });
        }

        var endpoint = Endpoints.Of(context);
        return XmlAnswer.WriteAsync(
            context,
            new RegionInfoList([new RegionInfo(region, endpoint, endpoint, endpoint)])
        );
    }
}
