using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// One page of the parts of an upload. See https://www.alibabacloud.com/help/en/oss/developer-reference/listparts.
/// Properties are never percent-encoded; <see cref="EncodingType"/> says whether the wire is.
/// </summary>
public sealed record ListPartsResult : IXmlDocument
{
    /// <summary>"url", or null.</summary>
    public string? EncodingType { get; init; }

    /// <summary>The bucket.</summary>
    public string Bucket { get; init; } = "";

    /// <summary>The key of the object that the upload will become.</summary>
    public string Key { get; init; } = "";

    /// <summary>The upload.</summary>
    public string UploadId { get; init; } = "";

    /// <summary>The storage class that the object will have, or null where the listing does not tell.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Only parts with higher numbers are listed.</summary>
    public int PartNumberMarker { get; init; }

    /// <summary>The number of the last part on this page, from where the next page goes on; 0 when there is none.</summary>
    public int NextPartNumberMarker { get; init; }

    /// <summary>How many parts were asked for at most.</summary>
    public int MaxParts { get; init; }

    /// <summary>Whether there are more parts than this page has.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>The parts, by ascending number.</summary>
    public IReadOnlyList<PartEntry> Parts { get; init; } = [];

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("ListPartsResult");
        writer.OptionalElement("EncodingType", EncodingType);
        writer.Element("Bucket", Bucket);
        writer.Element("Key", new EncodedNames(EncodingType).Encode(Key));
        writer.Element("UploadId", UploadId);
        writer.OptionalElement("StorageClass", StorageClass);
        writer.Element("PartNumberMarker", PartNumberMarker);
        writer.Element("NextPartNumberMarker", NextPartNumberMarker);
        writer.Element("MaxParts", MaxParts);
        writer.Element("IsTruncated", IsTruncated);
        foreach (var part in Parts)
        {
            part.Write(writer);
        }
        writer.WriteEndElement();
    }

    /// <summary>Reads a page.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static ListPartsResult Read(Stream stream) => DocumentReader.Read(stream, "ListPartsResult", Read);

    private static ListPartsResult Read(DocumentReader reader)
    {
        var page = new ListPartsResult();
        var parts = new List<PartEntry>();
        foreach (var name in reader.Children("Part"))
        {
            if (name == "Part")
            {
                parts.Add(PartEntry.Read(reader));
            }
            else
            {
                page = ReadValue(page, name, reader);
            }
        }
        return page with { Parts = parts, Key = new EncodedNames(page.EncodingType).Decode(page.Key) };
    }

    private static ListPartsResult ReadValue(ListPartsResult page, string name, DocumentReader reader) =>
        name switch
        {
            "EncodingType" => page with { EncodingType = reader.Text() },
            "Bucket" => page with { Bucket = reader.Text() },
            "Key" => page with { Key = reader.Text() },
            "UploadId" => page with { UploadId = reader.Text() },
            "StorageClass" => page with { StorageClass = reader.Text() },
            "PartNumberMarker" => page with { PartNumberMarker = reader.OptionalInt32() ?? 0 },
            "NextPartNumberMarker" => page with { NextPartNumberMarker = reader.OptionalInt32() ?? 0 },
            "MaxParts" => page with { MaxParts = reader.Int32() },
            "IsTruncated" => page with { IsTruncated = reader.Boolean() },
            _ => page,
        };
}
