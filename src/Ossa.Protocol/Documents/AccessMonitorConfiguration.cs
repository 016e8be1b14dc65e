using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// Whether the last access of a bucket's objects is recorded. See
/// https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketaccessmonitor.
/// </summary>
/// <param name="IsEnabled">Whether it is; not where it was never set.</param>
public sealed record AccessMonitorConfiguration(bool IsEnabled) : IXmlDocument
{
    private const string Enabled = "Enabled";
    private const string Disabled = "Disabled";

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("AccessMonitorConfiguration");
        writer.Element("Status", IsEnabled ? Enabled : Disabled);
        writer.WriteEndElement();
    }

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static AccessMonitorConfiguration Read(Stream stream) =>
        DocumentReader.Read(stream, "AccessMonitorConfiguration", Read);

    private static AccessMonitorConfiguration Read(DocumentReader reader)
    {
        string? status = null;
        foreach (var name in reader.Children())
        {
            status = name == "Status" ? reader.Text() : status;
        }

        return status is Enabled or Disabled
            ? new AccessMonitorConfiguration(status == Enabled)
            : throw new DocumentFormatException("Status is neither Enabled nor Disabled.");
    }
}
