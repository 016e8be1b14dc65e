using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>What a copy became. See https://www.alibabacloud.com/help/en/oss/developer-reference/copyobject.</summary>
/// <param name="ETag">The new object's ETag, with its quotes.</param>
/// <param name="LastModified">When it was made.</param>
public sealed record CopyObjectResult(string ETag, DateTimeOffset LastModified) : IXmlDocument
{
    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("CopyObjectResult");
        writer.Element("ETag", ETags.Quote(ETag));
        writer.Element("LastModified", LastModified);
        writer.WriteEndElement();
    }

    /// <summary>Reads the answer.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static CopyObjectResult Read(Stream stream) => DocumentReader.Read(stream, "CopyObjectResult", Read);

    private static CopyObjectResult Read(DocumentReader reader)
    {
        var result = new CopyObjectResult("", default);
        foreach (var name in reader.Children())
        {
            result = name switch
            {
                "ETag" => result with { ETag = reader.Text() },
                "LastModified" => result with { LastModified = reader.Date() },
                _ => result,
            };
        }
        return result;
    }
}
