using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// How new objects of a bucket are encrypted at rest. See https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketencryption.
/// </summary>
/// <param name="SseAlgorithm">AES256, KMS or SM4.</param>
public sealed record ServerSideEncryptionRule(string SseAlgorithm) : IXmlDocument
{
    /// <summary>With KMS, the key; null where none is named.</summary>
    public string? KmsMasterKeyId { get; init; }

    /// <summary>With KMS, the cipher of the data where it is not the usual one: SM4.</summary>
    public string? KmsDataEncryption { get; init; }

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("ServerSideEncryptionRule");
        writer.WriteStartElement("ApplyServerSideEncryptionByDefault");
        writer.Element("SSEAlgorithm", SseAlgorithm);
        writer.OptionalElement("KMSMasterKeyID", KmsMasterKeyId);
        writer.OptionalElement("KMSDataEncryption", KmsDataEncryption);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    /// <summary>Reads the rule. Elements that are empty count as not there: clients write them for what they do not set.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static ServerSideEncryptionRule Read(Stream stream) =>
        DocumentReader.Read(stream, "ServerSideEncryptionRule", ReadRoot);

    private static ServerSideEncryptionRule ReadRoot(DocumentReader reader)
    {
        ServerSideEncryptionRule? rule = null;
        foreach (var name in reader.Children())
        {
            rule = name == "ApplyServerSideEncryptionByDefault" ? ReadDefault(reader) : rule;
        }

        return rule ?? throw new DocumentFormatException("there is no ApplyServerSideEncryptionByDefault.");
    }

    private static ServerSideEncryptionRule ReadDefault(DocumentReader reader)
    {
        var rule = new ServerSideEncryptionRule("");
        foreach (var name in reader.Children())
        {
            rule = name switch
            {
                "SSEAlgorithm" => rule with { SseAlgorithm = reader.Text() },
                "KMSMasterKeyID" => rule with { KmsMasterKeyId = TextOrNull(reader) },
                "KMSDataEncryption" => rule with { KmsDataEncryption = TextOrNull(reader) },
                _ => rule,
            };
        }

        return rule.SseAlgorithm.Length > 0 ? rule : throw new DocumentFormatException("there is no SSEAlgorithm.");
    }

    private static string? TextOrNull(DocumentReader reader) => reader.Text() is { Length: > 0 } text ? text : null;
}
