using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// Regions and how they are reached. See https://www.alibabacloud.com/help/en/oss/developer-reference/describeregions.
/// </summary>
/// <param name="Regions">The regions.</param>
public sealed record RegionInfoList(IReadOnlyList<RegionInfo> Regions) : IXmlDocument
{
    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("RegionInfoList");
        foreach (var region in Regions)
        {
            region.Write(writer);
        }

        writer.WriteEndElement();
    }

    /// <summary>Reads the list.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static RegionInfoList Read(Stream stream) => DocumentReader.Read(stream, "RegionInfoList", Read);

    private static RegionInfoList Read(DocumentReader reader)
    {
        var regions = new List<RegionInfo>();
        foreach (var name in reader.Children("RegionInfo"))
        {
            if (name == "RegionInfo")
            {
                regions.Add(RegionInfo.Read(reader));
            }
        }

        return new RegionInfoList(regions);
    }
}

/// <summary>One region.</summary>
/// <param name="Region">The region with the prefix "oss-": oss-cn-hangzhou.</param>
/// <param name="InternetEndpoint">The endpoint from outside.</param>
/// <param name="InternalEndpoint">The endpoint from within the region's own network.</param>
/// <param name="AccelerateEndpoint">The endpoint of accelerated routes.</param>
public sealed record RegionInfo(
    string Region,
    string InternetEndpoint,
    string InternalEndpoint,
    string AccelerateEndpoint
)
{
    internal void Write(XmlWriter writer)
    {
        writer.WriteStartElement("RegionInfo");
        writer.Element("Region", Region);
        writer.Element("InternetEndpoint", InternetEndpoint);
        writer.Element("InternalEndpoint", InternalEndpoint);
        writer.Element("AccelerateEndpoint", AccelerateEndpoint);
        writer.WriteEndElement();
    }

    internal static RegionInfo Read(DocumentReader reader)
    {
        var region = new RegionInfo("", "", "", "");
        foreach (var name in reader.Children())
        {
            region = name switch
            {
                "Region" => region with { Region = reader.Text() },
                "InternetEndpoint" => region with { InternetEndpoint = reader.Text() },
                "InternalEndpoint" => region with { InternalEndpoint = reader.Text() },
                "AccelerateEndpoint" => region with { AccelerateEndpoint = reader.Text() },
                _ => region,
            };
        }

        return region;
    }
}
