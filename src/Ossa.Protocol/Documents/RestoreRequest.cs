using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// For how long and how urgently an archived object is to be restored. See
/// https://www.alibabacloud.com/help/en/oss/developer-reference/restoreobject.
/// </summary>
public sealed record RestoreRequest : IXmlDocument
{
    /// <summary>
    /// The days for which the object shall be readable, as they stand in the document: what range they may have depends on the object. A request
    /// has one; more than one is the caller's to refuse.
    /// </summary>
    public IReadOnlyList<string> Days { get; init; } = [];

    /// <summary>Expedited, Standard or Bulk as it stands in the document, or null where it says nothing.</summary>
    public string? Tier { get; init; }

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("RestoreRequest");
        foreach (var days in Days)
        {
            writer.Element("Days", days);
        }
        if (Tier is not null)
        {
            writer.WriteStartElement("JobParameters");
            writer.Element("Tier", Tier);
            writer.WriteEndElement();
        }
        writer.WriteFullEndElement();
    }

    /// <summary>Reads a request.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static RestoreRequest Read(Stream stream) => DocumentReader.Read(stream, "RestoreRequest", Read);

    private static RestoreRequest Read(DocumentReader reader)
    {
        var days = new List<string>();
        string? tier = null;
        foreach (var name in reader.Children("Days"))
        {
            switch (name)
            {
                case "Days":
                    days.Add(reader.Text());
                    break;
                case "JobParameters":
                    tier = ReadTier(reader);
                    break;
            }
        }
        return new RestoreRequest { Days = days, Tier = tier };
    }

    private static string? ReadTier(DocumentReader reader)
    {
        string? tier = null;
        foreach (var name in reader.Children())
        {
            tier = name == "Tier" ? reader.Text() : tier;
        }
        return tier;
    }
}
