using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// One page of the uploads under way in a bucket. See https://www.alibabacloud.com/help/en/oss/developer-reference/listmultipartuploads.
/// Properties are never percent-encoded; <see cref="EncodingType"/> says whether the wire is.
/// </summary>
public sealed record ListMultipartUploadsResult : IXmlDocument
{
    /// <summary>"url", or null.</summary>
    public string? EncodingType { get; init; }

    /// <summary>The bucket.</summary>
    public string Bucket { get; init; } = "";

    /// <summary>Only keys after this one are listed, and this one's uploads after <see cref="UploadIdMarker"/> if that is given.</summary>
    public string KeyMarker { get; init; } = "";

    /// <summary>Where the listing goes on within <see cref="KeyMarker"/>; empty for none.</summary>
    public string UploadIdMarker { get; init; } = "";

    /// <summary>The key marker of the next page.</summary>
    public string NextKeyMarker { get; init; } = "";

    /// <summary>The upload id marker of the next page.</summary>
    public string NextUploadIdMarker { get; init; } = "";

    /// <summary>What ends a common prefix; empty for none.</summary>
    public string Delimiter { get; init; } = "";

    /// <summary>Only keys that begin so are listed.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>How many entries were asked for at most.</summary>
    public int MaxUploads { get; init; }

    /// <summary>Whether there are more entries than this page has.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>The uploads, by key and then by upload id.</summary>
    public IReadOnlyList<UploadEntry> Uploads { get; init; } = [];

    /// <summary>What stands for all keys that begin so.</summary>
    public IReadOnlyList<string> CommonPrefixes { get; init; } = [];

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        var names = new EncodedNames(EncodingType);
        writer.WriteStartElement("ListMultipartUploadsResult");
        writer.OptionalElement("EncodingType", EncodingType);
        writer.Element("Bucket", Bucket);
        writer.Element("KeyMarker", names.Encode(KeyMarker));
        writer.Element("UploadIdMarker", UploadIdMarker);
        writer.Element("NextKeyMarker", names.Encode(NextKeyMarker));
        writer.Element("NextUploadIdMarker", NextUploadIdMarker);
        writer.Element("Delimiter", names.Encode(Delimiter));
        writer.Element("Prefix", names.Encode(Prefix));
        writer.Element("MaxUploads", MaxUploads);
        writer.Element("IsTruncated", IsTruncated);
        foreach (var upload in Uploads)
        {
            upload.Write(writer, names);
        }
        ListedNames.WriteCommonPrefixes(writer, names, CommonPrefixes);
        writer.WriteEndElement();
    }

    /// <summary>Reads a page.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static ListMultipartUploadsResult Read(Stream stream) =>
        DocumentReader.Read(stream, "ListMultipartUploadsResult", Read);

    private static ListMultipartUploadsResult Read(DocumentReader reader)
    {
        var page = new ListMultipartUploadsResult();
        var uploads = new List<UploadEntry>();
        var prefixes = new List<string>();
        foreach (var name in reader.Children("Upload", "CommonPrefixes"))
        {
            switch (name)
            {
                case "Upload":
                    uploads.Add(UploadEntry.Read(reader));
                    break;
                case "CommonPrefixes":
                    ListedNames.ReadCommonPrefixes(reader, prefixes);
                    break;
                default:
                    page = ReadValue(page, name, reader);
                    break;
            }
        }
        return Decode(page with { Uploads = uploads, CommonPrefixes = prefixes });
    }

    private static ListMultipartUploadsResult ReadValue(
        ListMultipartUploadsResult page,
        string name,
        DocumentReader reader
    ) =>
        name switch
        {
            "EncodingType" => page with { EncodingType = reader.Text() },
            "Bucket" => page with { Bucket = reader.Text() },
            "KeyMarker" => page with { KeyMarker = reader.Text() },
            "UploadIdMarker" => page with { UploadIdMarker = reader.Text() },
            "NextKeyMarker" => page with { NextKeyMarker = reader.Text() },
            "NextUploadIdMarker" => page with { NextUploadIdMarker = reader.Text() },
            "Delimiter" => page with { Delimiter = reader.Text() },
            "Prefix" => page with { Prefix = reader.Text() },
            "MaxUploads" => page with { MaxUploads = reader.Int32() },
            "IsTruncated" => page with { IsTruncated = reader.Boolean() },
            _ => page,
        };

    /// <summary>Only at the end, since the encoding may be named after what it encodes.</summary>
    private static ListMultipartUploadsResult Decode(ListMultipartUploadsResult page)
    {
        var names = new EncodedNames(page.EncodingType);
        return page with
        {
            KeyMarker = names.Decode(page.KeyMarker),
            NextKeyMarker = names.Decode(page.NextKeyMarker),
            Delimiter = names.Decode(page.Delimiter),
            Prefix = names.Decode(page.Prefix),
            Uploads = [.. page.Uploads.Select(upload => upload with { Key = names.Decode(upload.Key) })],
            CommonPrefixes = names.Decode(page.CommonPrefixes),
        };
    }
}
