using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>An uploaded part in a listing.</summary>
public sealed record PartEntry
{
    /// <summary>The part's number, from 1 to 10,000.</summary>
    public int PartNumber { get; init; }

    /// <summary>When it was uploaded.</summary>
    public DateTimeOffset LastModified { get; init; }

    /// <summary>Its ETag, with its quotes.</summary>
    public string ETag { get; init; } = "";

    /// <summary>Its CRC-64, or null where the listing does not tell.</summary>
    public ulong? HashCrc64ecma { get; init; }

    /// <summary>Its size in bytes.</summary>
    public long Size { get; init; }

    internal void Write(XmlWriter writer)
    {
        writer.WriteStartElement("Part");
        writer.Element("PartNumber", PartNumber);
        writer.Element("LastModified", LastModified);
        writer.Element("ETag", ETags.Quote(ETag));
        if (HashCrc64ecma is { } crc)
        {
            writer.Element("HashCrc64ecma", crc);
        }
        writer.Element("Size", Size);
        writer.WriteEndElement();
    }

    internal static PartEntry Read(DocumentReader reader)
    {
        var part = new PartEntry();
        foreach (var name in reader.Children())
        {
            part = name switch
            {
                "PartNumber" => part with { PartNumber = reader.Int32() },
                "LastModified" => part with { LastModified = reader.Date() },
                "ETag" => part with { ETag = reader.Text() },
                "HashCrc64ecma" => part with { HashCrc64ecma = reader.OptionalUInt64() },
                "Size" => part with { Size = reader.Int64() },
                _ => part,
            };
        }
        return part;
    }
}
