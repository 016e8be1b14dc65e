using System.Xml;
using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Documents;

/// <summary>
/// Which objects to delete at once. See https://www.alibabacloud.com/help/en/oss/developer-reference/deletemultipleobjects.
/// </summary>
public sealed record DeleteRequest : IXmlDocument
{
    /// <summary>The most objects that one request may name.</summary>
    public const int MaxObjects = 1000;

    /// <summary>The most bytes that the document may have: 2 MiB.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>Whether the answer leaves out what was deleted.</summary>
    public bool Quiet { get; init; }

    /// <summary>The objects.</summary>
    public IReadOnlyList<ObjectIdentifier> Objects { get; init; } = [];

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("Delete");
        writer.Element("Quiet", Quiet);
        foreach (var entry in Objects)
        {
            writer.WriteStartElement("Object");
            writer.Element("Key", entry.Key);
            writer.OptionalElement("VersionId", entry.VersionId);
            writer.WriteEndElement();
        }
        writer.WriteEndElement();
    }

    /// <summary>Reads a request of at most <see cref="MaxBytes"/>, whatever the number of objects: the caller refuses too many.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static DeleteRequest Read(Stream stream) => Read(stream, int.MaxValue, MaxBytes);

    /// <summary>Reads a request within limits.</summary>
    /// <param name="stream">The document.</param>
    /// <param name="maxObjects">The most objects that it may name.</param>
    /// <param name="maxBytes">The most bytes that it may have.</param>
    /// <exception cref="DocumentFormatException">It is no such document, or beyond the limits.</exception>
    public static DeleteRequest Read(Stream stream, int maxObjects, int maxBytes) =>
        DocumentReader.Read(stream, "Delete", reader => Read(reader, maxObjects), maxBytes);

    private static DeleteRequest Read(DocumentReader reader, int maxObjects)
    {
        var quiet = false;
        var objects = new List<ObjectIdentifier>();
        foreach (var name in reader.Children("Object"))
        {
            switch (name)
            {
                case "Quiet":
                    quiet = reader.Boolean();
                    break;
                case "Object":
                    objects.Add(ReadObject(reader));
                    break;
            }
            if (objects.Count > maxObjects)
            {
                throw new DocumentFormatException($"there are more than {maxObjects} objects.");
            }
        }
        return new DeleteRequest { Quiet = quiet, Objects = objects };
    }

    private static ObjectIdentifier ReadObject(DocumentReader reader)
    {
        string? key = null;
        string? version = null;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "Key":
                    key = reader.Text();
                    break;
                case "VersionId":
                    version = reader.Text();
                    break;
            }
        }
        return key is null
            ? throw new DocumentFormatException("an Object has no Key.") { Error = OssErrors.MalformedXmlDeleteNoKey }
            : new ObjectIdentifier(key, version);
    }
}

/// <summary>An object, or one version of it.</summary>
/// <param name="Key">The object's key.</param>
/// <param name="VersionId">The version, or null for the object as it is now.</param>
public sealed record ObjectIdentifier(string Key, string? VersionId = null);
