using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>An entry in the listing of versions: a <see cref="VersionEntry"/> or a <see cref="DeleteMarkerEntry"/>.</summary>
public abstract record ListedVersion
{
    /// <summary>No others than those two.</summary>
    private protected ListedVersion() { }

    /// <summary>The object's key.</summary>
    public string Key { get; init; } = "";

    /// <summary>The version; "null" for one that was written without versioning.</summary>
    public string VersionId { get; init; } = "";

    /// <summary>Whether it is the object as it is now.</summary>
    public bool IsLatest { get; init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset LastModified { get; init; }

    /// <summary>Who owns it, where the listing tells.</summary>
    public Owner? Owner { get; init; }

    internal abstract void Write(XmlWriter writer, EncodedNames names);

    private protected void WriteCommon(XmlWriter writer, EncodedNames names)
    {
        writer.Element("Key", names.Encode(Key));
        writer.Element("VersionId", VersionId);
        writer.Element("IsLatest", IsLatest);
        writer.Element("LastModified", LastModified);
    }
}

/// <summary>A version with data.</summary>
public sealed record VersionEntry : ListedVersion
{
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

    internal override void Write(XmlWriter writer, EncodedNames names)
    {
        writer.WriteStartElement("Version");
        WriteCommon(writer, names);
        writer.Element("ETag", ETags.Quote(ETag));
        writer.Element("Type", Type);
        writer.Element("Size", Size);
        writer.Element("StorageClass", StorageClass);
        Owner?.Write(writer);
        writer.OptionalElement("RestoreInfo", RestoreInfo);
        writer.WriteEndElement();
    }

    internal static VersionEntry Read(DocumentReader reader)
    {
        var version = new VersionEntry();
        foreach (var name in reader.Children())
        {
            version = name switch
            {
                "Key" => version with { Key = reader.Text() },
                "VersionId" => version with { VersionId = reader.Text() },
                "IsLatest" => version with { IsLatest = reader.Boolean() },
                "LastModified" => version with { LastModified = reader.Date() },
                "ETag" => version with { ETag = reader.Text() },
                "Type" => version with { Type = reader.Text() },
                "Size" => version with { Size = reader.Int64() },
                "StorageClass" => version with { StorageClass = reader.Text() },
                "RestoreInfo" => version with { RestoreInfo = reader.Text() },
                "Owner" => version with { Owner = Documents.Owner.Read(reader) },
                _ => version,
            };
        }
        return version;
    }
}

/// <summary>A version that says that the object was deleted.</summary>
public sealed record DeleteMarkerEntry : ListedVersion
{
    internal override void Write(XmlWriter writer, EncodedNames names)
    {
        writer.WriteStartElement("DeleteMarker");
        WriteCommon(writer, names);
        Owner?.Write(writer);
        writer.WriteEndElement();
    }

    internal static DeleteMarkerEntry Read(DocumentReader reader)
    {
        var marker = new DeleteMarkerEntry();
        foreach (var name in reader.Children())
        {
            marker = name switch
            {
                "Key" => marker with { Key = reader.Text() },
                "VersionId" => marker with { VersionId = reader.Text() },
                "IsLatest" => marker with { IsLatest = reader.Boolean() },
                "LastModified" => marker with { LastModified = reader.Date() },
                "Owner" => marker with { Owner = Documents.Owner.Read(reader) },
                _ => marker,
            };
        }
        return marker;
    }
}
