using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// A multipart upload that has begun. See https://www.alibabacloud.com/help/en/oss/developer-reference/initiatemultipartupload.
/// Properties are never percent-encoded; <see cref="EncodingType"/> says whether the wire is.
/// </summary>
public sealed record InitiateMultipartUploadResult : IXmlDocument
{
    /// <summary>"url", or null.</summary>
    public string? EncodingType { get; init; }

    /// <summary>The bucket.</summary>
    public string Bucket { get; init; } = "";

    /// <summary>The key of the object that the upload will become.</summary>
    public string Key { get; init; } = "";

    /// <summary>What names the upload in every later request.</summary>
    public string UploadId { get; init; } = "";

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("InitiateMultipartUploadResult");
        writer.OptionalElement("EncodingType", EncodingType);
        writer.Element("Bucket", Bucket);
        writer.Element("Key", new EncodedNames(EncodingType).Encode(Key));
        writer.Element("UploadId", UploadId);
        writer.WriteEndElement();
    }

    /// <summary>Reads the answer.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static InitiateMultipartUploadResult Read(Stream stream) =>
        DocumentReader.Read(stream, "InitiateMultipartUploadResult", Read);

    private static InitiateMultipartUploadResult Read(DocumentReader reader)
    {
        var result = new InitiateMultipartUploadResult();
        foreach (var name in reader.Children())
        {
            result = name switch
            {
                "EncodingType" => result with { EncodingType = reader.Text() },
                "Bucket" => result with { Bucket = reader.Text() },
                "Key" => result with { Key = reader.Text() },
                "UploadId" => result with { UploadId = reader.Text() },
                _ => result,
            };
        }
        return result with { Key = new EncodedNames(result.EncodingType).Decode(result.Key) };
    }
}
