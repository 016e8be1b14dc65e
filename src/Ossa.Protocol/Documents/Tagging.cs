using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// The tags of an object. See https://www.alibabacloud.com/help/en/oss/developer-reference/putobjecttagging.
/// </summary>
/// <param name="Tags">The tags, in order.</param>
public sealed record Tagging(IReadOnlyList<Tag> Tags) : IXmlDocument
{
    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("Tagging");
        writer.WriteStartElement("TagSet");
        foreach (var tag in Tags)
        {
            writer.WriteStartElement("Tag");
            writer.Element("Key", tag.Key);
            writer.Element("Value", tag.Value);
            writer.WriteEndElement();
        }
        writer.WriteFullEndElement();
        writer.WriteEndElement();
    }

    /// <summary>Reads tags, whatever they are and however many: the caller refuses what may not be.</summary>
    /// <exception cref="DocumentFormatException">It is no such document, or has no TagSet.</exception>
    public static Tagging Read(Stream stream) => DocumentReader.Read(stream, "Tagging", Read);

    private static Tagging Read(DocumentReader reader)
    {
        List<Tag>? tags = null;
        foreach (var name in reader.Children())
        {
            tags = name == "TagSet" ? ReadSet(reader) : tags;
        }
        return new Tagging(tags ?? throw new DocumentFormatException("there is no TagSet."));
    }

    private static List<Tag> ReadSet(DocumentReader reader)
    {
        var tags = new List<Tag>();
        foreach (var name in reader.Children("Tag"))
        {
            if (name == "Tag")
            {
                tags.Add(ReadTag(reader));
            }
        }
        return tags;
    }

    private static Tag ReadTag(DocumentReader reader)
    {
        var tag = new Tag("", "");
        foreach (var name in reader.Children())
        {
            tag = name switch
            {
                "Key" => tag with { Key = reader.Text() },
                "Value" => tag with { Value = reader.Text() },
                _ => tag,
            };
        }
        return tag;
    }
}

/// <summary>One tag.</summary>
/// <param name="Key">The tag's key; empty where a request forgot it.</param>
/// <param name="Value">The tag's value, which may be empty.</param>
public sealed record Tag(string Key, string Value);
