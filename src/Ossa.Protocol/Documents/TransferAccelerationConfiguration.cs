using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// Whether a bucket is reached by accelerated routes, too. See https://www.alibabacloud.com/help/en/oss/developer-reference/putbuckettransferacceleration.
/// </summary>
/// <param name="Enabled">Whether it is.</param>
public sealed record TransferAccelerationConfiguration(bool Enabled) : IXmlDocument
{
    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("TransferAccelerationConfiguration");
        writer.Element("Enabled", Enabled);
        writer.WriteEndElement();
    }

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static TransferAccelerationConfiguration Read(Stream stream) =>
        DocumentReader.Read(stream, "TransferAccelerationConfiguration", Read);

    private static TransferAccelerationConfiguration Read(DocumentReader reader)
    {
        bool? value = null;
        foreach (var name in reader.Children())
        {
            value = name == "Enabled" ? reader.Boolean() : value;
        }

        return new TransferAccelerationConfiguration(
            value ?? throw new DocumentFormatException("there is no Enabled.")
        );
    }
}
