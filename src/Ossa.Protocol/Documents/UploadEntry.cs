using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>A multipart upload under way, in a listing.</summary>
public sealed record UploadEntry
{
    /// <summary>The key of the object that it will become.</summary>
    public string Key { get; init; } = "";

    /// <summary>What names the upload; a key may have several.</summary>
    public string UploadId { get; init; } = "";

    /// <summary>The storage class that the object will have, or null where the listing does not tell.</summary>
    public string? StorageClass { get; init; }

    /// <summary>When the upload began.</summary>
    public DateTimeOffset Initiated { get; init; }

    internal void Write(XmlWriter writer, EncodedNames names)
    {
        writer.WriteStartElement("Upload");
        writer.Element("Key", names.Encode(Key));
        writer.Element("UploadId", UploadId);
        writer.OptionalElement("StorageClass", StorageClass);
        writer.Element("Initiated", Initiated);
        writer.WriteEndElement();
    }

    internal static UploadEntry Read(DocumentReader reader)
    {
        var upload = new UploadEntry();
        foreach (var name in reader.Children())
        {
            upload = name switch
            {
                "Key" => upload with { Key = reader.Text() },
                "UploadId" => upload with { UploadId = reader.Text() },
                "StorageClass" => upload with { StorageClass = reader.Text() },
                "Initiated" => upload with { Initiated = reader.Date() },
                _ => upload,
            };
        }
        return upload;
    }
}
