using System.Text;
using System.Xml.Linq;
using Ossa.Server.Operations.EmptyLists;
using Xunit;

namespace Ossa.Tests.Server.Samples;

/// <summary>Reads the answer of a list that is empty as an official SDK does: by the names of the elements that it expects.</summary>
internal static class EmptyListReader
{
    private static readonly string[] MarkerPage = ["Prefix", "Marker", "MaxKeys", "IsTruncated", "NextMarker"];

    private static readonly string[] TokenPage = ["IsTruncated", "NextContinuationToken"];

    /// <summary>What the SDKs look for under each root; the last is what the entries stand in, or the entry itself.</summary>
    private static readonly Dictionary<string, string[]> Expected = new(StringComparer.Ordinal)
    {
        ["ListCloudBoxResult"] = [.. MarkerPage, "Owner", "CloudBoxes"],
        ["ListLiveChannelResult"] = [.. MarkerPage, "LiveChannel"],
        ["StyleList"] = ["Style"],
        ["ReplicationLocation"] = ["LocationTransferTypeConstraint", "LocationRTCConstraint", "Location"],
        ["ListBucketDataRedundancyTransition"] = [.. TokenPage, "BucketDataRedundancyTransition"],
        ["ListAccessPointsResult"] = [.. TokenPage, "AccountId", "AccessPoints"],
        ["ListAccessPointsForObjectProcessResult"] = [.. TokenPage, "AccountId", "AccessPointsForObjectProcess"],
    };

    public static EmptyListDocument Read(byte[] body)
    {
        var root = XElement.Parse(Encoding.UTF8.GetString(body));
        var names = Expected[root.Name.LocalName];
        Assert.All(root.Elements(), element => Assert.Contains(element.Name.LocalName, names));
        Assert.Empty(root.Elements(names[^1]).SelectMany(entries => entries.Elements()));
        return new EmptyListDocument(root.Name.LocalName, ReadWithin(root));
    }

    private static ListElement[] ReadWithin(XElement parent) =>
        [
            .. parent
                .Elements()
                .Select(element => new ListElement(element.Name.LocalName, element.HasElements ? "" : element.Value)
                {
                    Within = ReadWithin(element),
                }),
        ];
}
