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

    /// <summary>What was not deleted, and why.</summary>
    public IReadOnlyList<FailedDeletion> Errors { get; init; } = [];

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
        foreach (var error in Errors)
        {
            writer.WriteStartElement("Error");
            writer.Element("Key", names.Encode(error.Key));
            writer.OptionalElement("VersionId", error.VersionId);
            writer.Element("Code", error.Code);
            writer.Element("Message", error.Message);
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
        var errors = new List<FailedDeletion>();
        foreach (var name in reader.Children("Deleted", "Error"))
        {
            switch (name)
            {
                case "EncodingType":
                    encodingType = reader.Text();
                    break;
                case "Deleted":
                    deleted.Add(ReadDeleted(reader));
                    break;
                case "Error":
                    errors.Add(ReadError(reader));
                    break;
            }
        }
        var names = new EncodedNames(encodingType);
        return new DeleteResult
        {
            EncodingType = encodingType,
            Deleted = [.. deleted.Select(entry => entry with { Key = names.Decode(entry.Key) })],
            Errors = [.. errors.Select(error => error with { Key = names.Decode(error.Key) })],
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

    private static FailedDeletion ReadError(DocumentReader reader)
    {
        var error = new FailedDeletion("", null, "", "");
        foreach (var name in reader.Children())
        {
            error = name switch
            {
                "Key" => error with { Key = reader.Text() },
                "VersionId" => error with { VersionId = reader.Text() },
                "Code" => error with { Code = reader.Text() },
                "Message" => error with { Message = reader.Text() },
                _ => error,
            };
        }
        return error;
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

/// <summary>One object or version that was not deleted.</summary>
/// <param name="Key">The object's key.</param>
/// <param name="VersionId">The version, or null where none was named.</param>
/// <param name="Code">The error's code, such as FileImmutable.</param>
/// <param name="Message">What it says.</param>
public sealed record FailedDeletion(string Key, string? VersionId, string Code, string Message);
