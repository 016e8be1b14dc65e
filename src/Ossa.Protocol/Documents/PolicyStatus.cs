using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// Whether a bucket's policy lets everybody in. See
/// https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketpolicystatus.
/// </summary>
/// <param name="IsPublic">Whether it does; not where there is no policy.</param>
public sealed record PolicyStatus(bool IsPublic) : IXmlDocument
{
    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("PolicyStatus");
        writer.Element("IsPublic", IsPublic);
        writer.WriteEndElement();
    }

    /// <summary>Reads the answer.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static PolicyStatus Read(Stream stream) => DocumentReader.Read(stream, "PolicyStatus", Read);

    private static PolicyStatus Read(DocumentReader reader)
    {
        var isPublic = false;
        foreach (var name in reader.Children())
        {
            isPublic = name == "IsPublic" ? reader.Boolean() : isPublic;
        }

        return new PolicyStatus(isPublic);
    }
}
