using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// One page of ListObjectsV2. See https://www.alibabacloud.com/help/en/oss/developer-reference/listobjectsv2.
/// Properties are never percent-encoded; <see cref="EncodingType"/> says whether the wire is.
/// </summary>
public sealed record ListBucketResultV2 : IXmlDocument
{
    /// <summary>The bucket.</summary>
    public string Name { get; init; } = "";

    /// <summary>Only keys that begin so are listed.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Only keys after this one are listed; null where the request has no start-after.</summary>
    public string? StartAfter { get; init; }

    /// <summary>How many entries were asked for at most.</summary>
    public int MaxKeys { get; init; }

    /// <summary>What ends a common prefix; null where the request has no delimiter.</summary>
    public string? Delimiter { get; init; }

    /// <summary>"url", or null.</summary>
    public string? EncodingType { get; init; }

    /// <summary>Whether there are more entries than this page has.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>The token that asked for this page, or null on the first.</summary>
    public string? ContinuationToken { get; init; }

    /// <summary>The token of the next page, or null on the last.</summary>
    public string? NextContinuationToken { get; init; }

    /// <summary>How many objects and common prefixes this page has.</summary>
    public int KeyCount { get; init; }

    /// <summary>The objects.</summary>
    public IReadOnlyList<ObjectEntry> Contents { get; init; } = [];

    /// <summary>What stands for all keys that begin so.</summary>
    public IReadOnlyList<string> CommonPrefixes { get; init; } = [];

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        var names = new EncodedNames(EncodingType);
        writer.WriteStartElement("ListBucketResult");
        writer.Element("Name", Name);
        writer.Element("Prefix", names.Encode(Prefix));
        writer.OptionalElement("StartAfter", names.Encode(StartAfter));
        writer.Element("MaxKeys", MaxKeys);
        writer.OptionalElement("Delimiter", names.Encode(Delimiter));
        writer.OptionalElement("EncodingType", EncodingType);
        writer.Element("IsTruncated", IsTruncated);
        writer.OptionalElement("ContinuationToken", names.Encode(ContinuationToken));
        writer.OptionalElement("NextContinuationToken", names.Encode(NextContinuationToken));
        writer.Element("KeyCount", KeyCount);
        ListedNames.Write(writer, names, Contents, CommonPrefixes);
        writer.WriteEndElement();
    }

    /// <summary>Reads a page.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static ListBucketResultV2 Read(Stream stream) => DocumentReader.Read(stream, "ListBucketResult", Read);

    private static ListBucketResultV2 Read(DocumentReader reader)
    {
        var page = new ListBucketResultV2();
        var contents = new List<ObjectEntry>();
        var prefixes = new List<string>();
        foreach (var name in reader.Children("Contents", "CommonPrefixes"))
        {
            switch (name)
            {
                case "Contents":
                    contents.Add(ObjectEntry.Read(reader));
                    break;
                case "CommonPrefixes":
                    ListedNames.ReadCommonPrefixes(reader, prefixes);
                    break;
                default:
                    page = ReadValue(page, name, reader);
                    break;
            }
        }
        return Decode(page with { Contents = contents, CommonPrefixes = prefixes });
    }

    private static ListBucketResultV2 ReadValue(ListBucketResultV2 page, string name, DocumentReader reader) =>
        name switch
        {
            "Name" => page with { Name = reader.Text() },
            "Prefix" => page with { Prefix = reader.Text() },
            "StartAfter" => page with { StartAfter = reader.Text() },
            "MaxKeys" => page with { MaxKeys = reader.Int32() },
            "Delimiter" => page with { Delimiter = reader.Text() },
            "EncodingType" => page with { EncodingType = reader.Text() },
            "IsTruncated" => page with { IsTruncated = reader.Boolean() },
            "ContinuationToken" => page with { ContinuationToken = reader.Text() },
            "NextContinuationToken" => page with { NextContinuationToken = reader.Text() },
            "KeyCount" => page with { KeyCount = reader.Int32() },
            _ => page,
        };

    /// <summary>Only at the end, since the encoding may be named after what it encodes.</summary>
    private static ListBucketResultV2 Decode(ListBucketResultV2 page)
    {
        var names = new EncodedNames(page.EncodingType);
        return page with
        {
            Prefix = names.Decode(page.Prefix),
            StartAfter = names.Decode(page.StartAfter),
            Delimiter = names.Decode(page.Delimiter),
            ContinuationToken = names.Decode(page.ContinuationToken),
            NextContinuationToken = names.Decode(page.NextContinuationToken),
            Contents = names.Decode(page.Contents),
            CommonPrefixes = names.Decode(page.CommonPrefixes),
        };
    }
}
