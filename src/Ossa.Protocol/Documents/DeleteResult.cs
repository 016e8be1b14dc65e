using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// What was deleted. See https://www.alibabacloud.com/help/en/oss/developer-reference/deletemultipleobjects.
/// </summary>
public sealed record DeleteResult : IXmlDocument
{
    /// <summary>"url" when keys are percent-encoded on the wire, else null. The properties here are never encoded.</summary>
    public string? EncodingType { get; init; }

    /// <summary>What was deleted, or was not there to begin with.</summary>
    public IReadOnlyList<DeletedObject> Deleted { get; init; } = [];

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        var names = new EncodedNames(EncodingType);
        writer.WriteStartElement("DeleteResult");
        writer.OptionalElement("EncodingType", EncodingType);
        foreach (var entry in Deleted)
        {
            writer.WriteStartElement("Deleted");
            writer.Element("Key", names.Encode(entry.Key));
            writer.OptionalElement("VersionId", entry.VersionId);
            if (entry.DeleteMarker)
            {
                writer.Element("DeleteMarker", value: true);
            }
            writer.OptionalElement("DeleteMarkerVersionId", entry.DeleteMarkerVersionId);
            writer.WriteEndElement();
        }
        writer.WriteEndElement();
    }

    /// <summary>Reads the answer.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static DeleteResult Read(Stream stream) => DocumentReader.Read(stream, "DeleteResult", Read);

    private static DeleteResult Read(DocumentReader reader)
    {
        string? encodingType = null;
        var deleted = new List<DeletedObject>();
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "EncodingType":
                    encodingType = reader.Text();
                    break;
                case "Deleted":
                    deleted.Add(ReadDeleted(reader));
                    break;
            }
        }
        var names = new EncodedNames(encodingType);
        return new DeleteResult
        {
            EncodingType = encodingType,
            Deleted = [.. deleted.Select(entry => entry with { Key = names.Decode(entry.Key) })],
        };
    }

    private static DeletedObject ReadDeleted(DocumentReader reader)
    {
        var entry = new DeletedObject("");
        foreach (var name in reader.Children())
        {
            entry = name switch
            {
                "Key" => entry with { Key = reader.Text() },
                "VersionId" => entry with { VersionId = reader.Text() },
                "DeleteMarker" => entry with { DeleteMarker = reader.Boolean() },
                "DeleteMarkerVersionId" => entry with { DeleteMarkerVersionId = reader.Text() },
                _ => entry,
            };
        }
        return entry;
    }
}

/// <summary>One deleted object or version.</summary>
/// <param name="Key">The object's key.</param>
/// <param name="VersionId">The deleted version, or null where none was named.</param>
/// <param name="DeleteMarker">Whether a delete marker was made or deleted.</param>
/// <param name="DeleteMarkerVersionId">That marker's version, or null.</param>
public sealed record DeletedObject(
    string Key,
    string? VersionId = null,
    bool DeleteMarker = false,
    string? DeleteMarkerVersionId = null
);
