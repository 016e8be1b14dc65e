using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>What a new bucket shall be. See https://www.alibabacloud.com/help/en/oss/developer-reference/putbucket.</summary>
public sealed record CreateBucketConfiguration : IXmlDocument
{
    /// <summary>The storage class of its objects, or null for the default.</summary>
    public string? StorageClass { get; init; }

    /// <summary>LRS or ZRS, or null for the default.</summary>
    public string? DataRedundancyType { get; init; }

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("CreateBucketConfiguration");
        writer.OptionalElement("StorageClass", StorageClass);
        writer.OptionalElement("DataRedundancyType", DataRedundancyType);
        writer.WriteEndElement();
    }

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static CreateBucketConfiguration Read(Stream stream) =>
        DocumentReader.Read(stream, "CreateBucketConfiguration", Read);

    private static CreateBucketConfiguration Read(DocumentReader reader)
    {
        var configuration = new CreateBucketConfiguration();
        foreach (var name in reader.Children())
        {
            configuration = name switch
            {
                "StorageClass" => configuration with { StorageClass = reader.Text() },
                "DataRedundancyType" => configuration with { DataRedundancyType = reader.Text() },
                _ => configuration,
            };
        }
        return configuration;
    }
}
