using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// Who pays for the requests to a bucket. See https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketrequestpayment.
/// </summary>
/// <param name="Payer">BucketOwner or Requester.</param>
public sealed record RequestPaymentConfiguration(string Payer) : IXmlDocument
{
    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("RequestPaymentConfiguration");
        writer.Element("Payer", Payer);
        writer.WriteEndElement();
    }

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static RequestPaymentConfiguration Read(Stream stream) =>
        DocumentReader.Read(stream, "RequestPaymentConfiguration", Read);

    private static RequestPaymentConfiguration Read(DocumentReader reader)
    {
        string? value = null;
        foreach (var name in reader.Children())
        {
            value = name == "Payer" ? reader.Text().Trim() : value;
        }

        return new RequestPaymentConfiguration(value ?? throw new DocumentFormatException("there is no Payer."));
    }
}
