using System.Xml;
using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Documents;

/// <summary>
/// Whether a bucket keeps old versions. See https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketversioning.
/// </summary>
/// <param name="Status">
/// <see cref="Enabled"/> or <see cref="Suspended"/>; null in the answer of a bucket whose versioning was never set.
/// </param>
public sealed record VersioningConfiguration(string? Status) : IXmlDocument
{
    /// <summary>The status of a bucket that keeps every version.</summary>
    public const string Enabled = "Enabled";

    /// <summary>The status of a bucket that keeps old versions, and makes new ones with the id "null" only.</summary>
    public const string Suspended = "Suspended";

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("VersioningConfiguration");
        writer.OptionalElement("Status", Status);
        writer.WriteFullEndElement();
    }

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="DocumentFormatException">It is no such document, or its status is neither of the two.</exception>
    public static VersioningConfiguration Read(Stream stream) =>
        DocumentReader.Read(stream, "VersioningConfiguration", Read);

    private static VersioningConfiguration Read(DocumentReader reader)
    {
        string? status = null;
        foreach (var name in reader.Children())
        {
            status = name == "Status" ? reader.Text().Trim() : status;
        }
        return status switch
        {
            null or "" => new VersioningConfiguration(Status: null),
            Enabled or Suspended => new VersioningConfiguration(status),
            _ => throw new DocumentFormatException("Status is neither Enabled nor Suspended.")
            {
                Error = OssErrors.InvalidVersioningStatus,
            },
        };
    }
}
