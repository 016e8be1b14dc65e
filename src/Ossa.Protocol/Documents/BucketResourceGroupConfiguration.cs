using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// The resource group of a bucket. See https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketresourcegroup.
/// </summary>
/// <param name="ResourceGroupId">The id of the group; empty for the default one.</param>
public sealed record BucketResourceGroupConfiguration(string ResourceGroupId) : IXmlDocument
{
    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("BucketResourceGroupConfiguration");
        writer.Element("ResourceGroupId", ResourceGroupId);
        writer.WriteEndElement();
    }

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static BucketResourceGroupConfiguration Read(Stream stream) =>
        DocumentReader.Read(stream, "BucketResourceGroupConfiguration", Read);

    private static BucketResourceGroupConfiguration Read(DocumentReader reader)
    {
        string? value = null;
        foreach (var name in reader.Children())
        {
            value = name == "ResourceGroupId" ? reader.Text().Trim() : value;
        }

        return new BucketResourceGroupConfiguration(value ?? "");
    }
}
