using System.Xml;
using Ossa.Protocol.Errors;

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

    /// <summary>Reads the tags that a request gives an object, each of which must have both its elements.</summary>
    /// <exception cref="DocumentFormatException">It is no such document; with the error that the service has for the fault.</exception>
    public static Tagging ReadOfObject(Stream stream)
    {
        try
        {
            return DocumentReader.Read(stream, "Tagging", reader => Read(reader, ReadWholeTag));
        }
        catch (DocumentFormatException e) when (e.Error is null)
        {
            var error = e.InnerException is null ? OssErrors.TaggingRootMissing : OssErrors.TaggingNotWellFormed;
            throw new DocumentFormatException(e.Message, e) { Error = error };
        }
    }

    private static Tagging Read(DocumentReader reader) => Read(reader, ReadTag);

    private static Tagging Read(DocumentReader reader, Func<DocumentReader, Tag> readTag)
    {
        List<Tag>? tags = null;
        foreach (var name in reader.Children())
        {
            tags = name == "TagSet" ? ReadSet(reader, readTag) : tags;
        }
        return new Tagging(
            tags ?? throw new DocumentFormatException("there is no TagSet.") { Error = OssErrors.MalformedXmlTagging }
        );
    }

    private static List<Tag> ReadSet(DocumentReader reader, Func<DocumentReader, Tag> readTag)
    {
        var tags = new List<Tag>();
        foreach (var name in reader.Children("Tag"))
        {
            if (name == "Tag")
            {
                tags.Add(readTag(reader));
            }
        }
        return tags;
    }

    private static Tag ReadTag(DocumentReader reader)
    {
        var (key, value) = ReadElements(reader);
        return new Tag(key ?? "", value ?? "");
    }

    private static Tag ReadWholeTag(DocumentReader reader) =>
        ReadElements(reader) is ({ } key, { } value)
            ? new Tag(key, value)
            : throw new DocumentFormatException("a Tag has no Key or no Value.") { Error = OssErrors.TagIncomplete };

    private static (string? Key, string? Value) ReadElements(DocumentReader reader)
    {
        string? key = null;
        string? value = null;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "Key":
                    key = reader.Text();
                    break;
                case "Value":
                    value = reader.Text();
                    break;
            }
        }
        return (key, value);
    }
}

/// <summary>One tag.</summary>
/// <param name="Key">The tag's key; empty where a request forgot it.</param>
/// <param name="Value">The tag's value, which may be empty.</param>
public sealed record Tag(string Key, string Value);
