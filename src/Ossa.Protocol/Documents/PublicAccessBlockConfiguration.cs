using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// Whether public access is blocked, to a bucket or to all of an account. See
/// https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketpublicaccessblock.
/// </summary>
/// <param name="BlockPublicAccess">Whether it is; not where the document does not say.</param>
public sealed record PublicAccessBlockConfiguration(bool BlockPublicAccess) : IXmlDocument
{
    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("PublicAccessBlockConfiguration");
        writer.Element("BlockPublicAccess", BlockPublicAccess);
        writer.WriteEndElement();
    }

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static PublicAccessBlockConfiguration Read(Stream stream) =>
        DocumentReader.Read(stream, "PublicAccessBlockConfiguration", Read);

    private static PublicAccessBlockConfiguration Read(DocumentReader reader)
    {
        var blocked = false;
        foreach (var name in reader.Children())
        {
            blocked = name == "BlockPublicAccess" ? reader.Boolean() : blocked;
        }

        return new PublicAccessBlockConfiguration(blocked);
    }
}
