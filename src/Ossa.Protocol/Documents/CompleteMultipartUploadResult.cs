using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// The object that an upload became. See https://www.alibabacloud.com/help/en/oss/developer-reference/completemultipartupload.
/// Properties are never percent-encoded; <see cref="EncodingType"/> says whether the wire is.
/// </summary>
public sealed record CompleteMultipartUploadResult : IXmlDocument
{
    /// <summary>"url", or null.</summary>
    public string? EncodingType { get; init; }

    /// <summary>The object's URL, without a signature; the encoding type does not touch it.</summary>
    public string Location { get; init; } = "";

    /// <summary>The bucket.</summary>
    public string Bucket { get; init; } = "";

    /// <summary>The object's key.</summary>
    public string Key { get; init; } = "";

    /// <summary>The object's ETag, with its quotes.</summary>
    public string ETag { get; init; } = "";

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("CompleteMultipartUploadResult");
        writer.OptionalElement("EncodingType", EncodingType);
        writer.Element("Location", Location);
        writer.Element("Bucket", Bucket);
        writer.Element("Key", new EncodedNames(EncodingType).Encode(Key));
        writer.Element("ETag", ETags.Quote(ETag));
        writer.WriteEndElement();
    }

    /// <summary>Reads the answer.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static CompleteMultipartUploadResult Read(Stream stream) =>
        DocumentReader.Read(stream, "CompleteMultipartUploadResult", Read);

    private static CompleteMultipartUploadResult Read(DocumentReader reader)
    {
        var result = new CompleteMultipartUploadResult();
        foreach (var name in reader.Children())
        {
            result = name switch
            {
                "EncodingType" => result with { EncodingType = reader.Text() },
                "Location" => result with { Location = reader.Text() },
                "Bucket" => result with { Bucket = reader.Text() },
                "Key" => result with { Key = reader.Text() },
                "ETag" => result with { ETag = reader.Text() },
                _ => result,
            };
        }
        return result with { Key = new EncodedNames(result.EncodingType).Decode(result.Key) };
    }
}
