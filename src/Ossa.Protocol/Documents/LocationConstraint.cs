using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>Where a bucket is. See https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketlocation.</summary>
/// <param name="Location">The region with the prefix "oss-": oss-cn-hangzhou.</param>
public sealed record LocationConstraint(string Location) : IXmlDocument
{
    /// <inheritdoc/>
    public void Write(XmlWriter writer) => writer.Element("LocationConstraint", Location);

    /// <summary>Reads the location.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static LocationConstraint Read(Stream stream) =>
        DocumentReader.Read(stream, "LocationConstraint", reader => new LocationConstraint(reader.Text()));
}
