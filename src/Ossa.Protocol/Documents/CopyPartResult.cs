using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>What a copied part became. See https://www.alibabacloud.com/help/en/oss/developer-reference/uploadpartcopy.</summary>
/// <param name="LastModified">When it was made.</param>
/// <param name="ETag">The part's ETag, with its quotes.</param>
public sealed record CopyPartResult(DateTimeOffset LastModified, string ETag) : IXmlDocument
{
    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("CopyPartResult");
        writer.Element("LastModified", LastModified);
        writer.Element("ETag", ETags.Quote(ETag));
        writer.WriteEndElement();
    }

    /// <summary>Reads the answer.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static CopyPartResult Read(Stream stream) => DocumentReader.Read(stream, "CopyPartResult", Read);

    private static CopyPartResult Read(DocumentReader reader)
    {
        var result = new CopyPartResult(default, "");
        foreach (var name in reader.Children())
        {
            result = name switch
            {
                "LastModified" => result with { LastModified = reader.Date() },
                "ETag" => result with { ETag = reader.Text() },
                _ => result,
            };
        }
        return result;
    }
}
