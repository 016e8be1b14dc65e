using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// What an upload by form became, for forms that ask for status 201. See
/// https://www.alibabacloud.com/help/en/oss/developer-reference/postobject.
/// </summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="ETag">The object's ETag, with its quotes.</param>
/// <param name="Key">The object's key.</param>
/// <param name="Location">The object's URL, which nobody has signed.</param>
public sealed record PostResponse(string Bucket, string ETag, string Key, string Location) : IXmlDocument
{
    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("PostResponse");
        writer.Element("Bucket", Bucket);
        writer.Element("ETag", ETags.Quote(ETag));
        writer.Element("Key", Key);
        writer.Element("Location", Location);
        writer.WriteEndElement();
    }

    /// <summary>Reads the answer.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static PostResponse Read(Stream stream) => DocumentReader.Read(stream, "PostResponse", Read);

    private static PostResponse Read(DocumentReader reader)
    {
        var result = new PostResponse("", "", "", "");
        foreach (var name in reader.Children())
        {
            result = name switch
            {
                "Bucket" => result with { Bucket = reader.Text() },
                "ETag" => result with { ETag = reader.Text() },
                "Key" => result with { Key = reader.Text() },
                "Location" => result with { Location = reader.Text() },
                _ => result,
            };
        }
        return result;
    }
}
