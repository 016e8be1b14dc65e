using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>The account that owns a bucket or an object.</summary>
/// <param name="Id">The account's id.</param>
/// <param name="DisplayName">Its name; the service repeats the id.</param>
public sealed record Owner(string Id, string DisplayName)
{
    internal void Write(XmlWriter writer)
    {
        writer.WriteStartElement("Owner");
        writer.Element("ID", Id);
        writer.Element("DisplayName", DisplayName);
        writer.WriteEndElement();
    }

    internal static Owner Read(DocumentReader reader)
    {
        var owner = new Owner("", "");
        foreach (var name in reader.Children())
        {
            owner = name switch
            {
                "ID" => owner with { Id = reader.Text() },
                "DisplayName" => owner with { DisplayName = reader.Text() },
                _ => owner,
            };
        }
        return owner;
    }
}
