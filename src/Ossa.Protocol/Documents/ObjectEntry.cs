using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>An object in a listing.</summary>
public sealed record ObjectEntry
{
    /// <summary>The object's key.</summary>
    public string Key { get; init; } = "";

    /// <summary>When it was last written.</summary>
    public DateTimeOffset LastModified { get; init; }

    /// <summary>Its ETag, with its quotes.</summary>
    public string ETag { get; init; } = "";

    /// <summary>Normal, Multipart, Appendable or Symlink.</summary>
    public string Type { get; init; } = "";

    /// <summary>Its size in bytes.</summary>
    public long Size { get; init; }

    /// <summary>Its storage class.</summary>
    public string StorageClass { get; init; } = "";

    /// <summary>
    /// How far the restoration of an archived object has come: <c>ongoing-request="true"</c>, or <c>"false"</c> and an expiry-date; null where
    /// there is none.
    /// </summary>
    public string? RestoreInfo { get; init; }

    /// <summary>When a lifecycle rule made it a cold or deep cold object; null where none did.</summary>
    public DateTimeOffset? TransitionTime { get; init; }

    /// <summary>Who owns it, where the listing tells.</summary>
    public Owner? Owner { get; init; }

    internal void Write(XmlWriter writer, EncodedNames names)
    {
        writer.WriteStartElement("Contents");
        writer.Element("Key", names.Encode(Key));
        writer.Element("LastModified", LastModified);
        writer.Element("ETag", ETags.Quote(ETag));
        writer.Element("Type", Type);
        writer.Element("Size", Size);
        writer.Element("StorageClass", StorageClass);
        Owner?.Write(writer);
        writer.OptionalElement("RestoreInfo", RestoreInfo);
        if (TransitionTime is { } time)
        {
            writer.Element("TransitionTime", time);
        }
        writer.WriteEndElement();
    }

    internal static ObjectEntry Read(DocumentReader reader)
    {
        var entry = new ObjectEntry();
        foreach (var name in reader.Children())
        {
            entry = name switch
            {
                "Key" => entry with { Key = reader.Text() },
                "LastModified" => entry with { LastModified = reader.Date() },
                "ETag" => entry with { ETag = reader.Text() },
                "Type" => entry with { Type = reader.Text() },
                "Size" => entry with { Size = reader.Int64() },
                "StorageClass" => entry with { StorageClass = reader.Text() },
                "RestoreInfo" => entry with { RestoreInfo = reader.Text() },
                "TransitionTime" => entry with { TransitionTime = reader.Date() },
                "Owner" => entry with { Owner = Documents.Owner.Read(reader) },
                _ => entry,
            };
        }
        return entry;
    }
}
