using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// One page of all versions of the objects of a bucket. See https://www.alibabacloud.com/help/en/oss/developer-reference/listobjectversions.
/// Properties are never percent-encoded; <see cref="EncodingType"/> says whether the wire is.
/// </summary>
public sealed record ListVersionsResult : IXmlDocument
{
    /// <summary>The bucket.</summary>
    public string Name { get; init; } = "";

    /// <summary>Only keys that begin so are listed.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Only keys after this one are listed, and this one's versions after <see cref="VersionIdMarker"/> if that is given.</summary>
    public string KeyMarker { get; init; } = "";

    /// <summary>Where the listing goes on within <see cref="KeyMarker"/>; empty for none.</summary>
    public string VersionIdMarker { get; init; } = "";

    /// <summary>How many entries were asked for at most.</summary>
    public int MaxKeys { get; init; }

    /// <summary>What ends a common prefix; empty for none.</summary>
    public string Delimiter { get; init; } = "";

    /// <summary>"url", or null.</summary>
    public string? EncodingType { get; init; }

    /// <summary>Whether there are more entries than this page has.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>The key marker of the next page, or null on the last.</summary>
    public string? NextKeyMarker { get; init; }

    /// <summary>The version id marker of the next page, or null on the last.</summary>
    public string? NextVersionIdMarker { get; init; }

    /// <summary>Versions and delete markers in one order: by key, and within a key from new to old.</summary>
    public IReadOnlyList<ListedVersion> Entries { get; init; } = [];

    /// <summary>What stands for all keys that begin so.</summary>
    public IReadOnlyList<string> CommonPrefixes { get; init; } = [];

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        var names = new EncodedNames(EncodingType);
        writer.WriteStartElement("ListVersionsResult");
        writer.Element("Name", Name);
        writer.Element("Prefix", names.Encode(Prefix));
        writer.Element("KeyMarker", names.Encode(KeyMarker));
        writer.Element("VersionIdMarker", VersionIdMarker);
        writer.Element("MaxKeys", MaxKeys);
        writer.Element("Delimiter", names.Encode(Delimiter));
        writer.OptionalElement("EncodingType", EncodingType);
        writer.Element("IsTruncated", IsTruncated);
        writer.OptionalElement("NextKeyMarker", names.Encode(NextKeyMarker));
        writer.OptionalElement("NextVersionIdMarker", NextVersionIdMarker);
        foreach (var entry in Entries)
        {
            entry.Write(writer, names);
        }
        ListedNames.WriteCommonPrefixes(writer, names, CommonPrefixes);
        writer.WriteEndElement();
    }

    /// <summary>Reads a page.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static ListVersionsResult Read(Stream stream) => DocumentReader.Read(stream, "ListVersionsResult", Read);

    private static ListVersionsResult Read(DocumentReader reader)
    {
        var page = new ListVersionsResult();
        var entries = new List<ListedVersion>();
        var prefixes = new List<string>();
        foreach (var name in reader.Children("Version", "DeleteMarker", "CommonPrefixes"))
        {
            switch (name)
            {
                case "Version":
                    entries.Add(VersionEntry.Read(reader));
                    break;
                case "DeleteMarker":
                    entries.Add(DeleteMarkerEntry.Read(reader));
                    break;
                case "CommonPrefixes":
                    ListedNames.ReadCommonPrefixes(reader, prefixes);
                    break;
                default:
                    page = ReadValue(page, name, reader);
                    break;
            }
        }
        return Decode(page with { Entries = entries, CommonPrefixes = prefixes });
    }

    private static ListVersionsResult ReadValue(ListVersionsResult page, string name, DocumentReader reader) =>
        name switch
        {
            "Name" => page with { Name = reader.Text() },
            "Prefix" => page with { Prefix = reader.Text() },
            "KeyMarker" => page with { KeyMarker = reader.Text() },
            "VersionIdMarker" => page with { VersionIdMarker = reader.Text() },
            "MaxKeys" => page with { MaxKeys = reader.Int32() },
            "Delimiter" => page with { Delimiter = reader.Text() },
            "EncodingType" => page with { EncodingType = reader.Text() },
            "IsTruncated" => page with { IsTruncated = reader.Boolean() },
            "NextKeyMarker" => page with { NextKeyMarker = reader.Text() },
            "NextVersionIdMarker" => page with { NextVersionIdMarker = reader.Text() },
            _ => page,
        };

    /// <summary>Only at the end, since the encoding may be named after what it encodes.</summary>
    private static ListVersionsResult Decode(ListVersionsResult page)
    {
        var names = new EncodedNames(page.EncodingType);
        return page with
        {
            Prefix = names.Decode(page.Prefix),
            KeyMarker = names.Decode(page.KeyMarker),
            Delimiter = names.Decode(page.Delimiter),
            NextKeyMarker = names.Decode(page.NextKeyMarker),
            Entries = [.. page.Entries.Select(entry => entry with { Key = names.Decode(entry.Key) })],
            CommonPrefixes = names.Decode(page.CommonPrefixes),
        };
    }
}
