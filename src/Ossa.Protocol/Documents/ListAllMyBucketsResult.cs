using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// The answer of ListBuckets. See https://www.alibabacloud.com/help/en/oss/developer-reference/listbuckets. What is said of a page is there
/// only where there are more buckets than it has.
/// </summary>
public sealed record ListAllMyBucketsResult : IXmlDocument
{
    /// <summary>Only buckets whose names begin so are listed; null on the last page.</summary>
    public string? Prefix { get; init; }

    /// <summary>Only buckets whose names come after this one are listed; null on the last page.</summary>
    public string? Marker { get; init; }

    /// <summary>How many buckets were asked for at most; null on the last page.</summary>
    public int? MaxKeys { get; init; }

    /// <summary>Whether there are more buckets than this page has.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>The marker of the next page, or null on the last.</summary>
    public string? NextMarker { get; init; }

    /// <summary>Whose buckets they are.</summary>
    public Owner? Owner { get; init; }

    /// <summary>The buckets in alphabetical order.</summary>
    public IReadOnlyList<BucketEntry> Buckets { get; init; } = [];

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("ListAllMyBucketsResult");
        writer.OptionalElement("Prefix", Prefix);
        writer.OptionalElement("Marker", Marker);
        if (MaxKeys is { } maxKeys)
        {
            writer.Element("MaxKeys", maxKeys);
        }

        if (IsTruncated)
        {
            writer.Element("IsTruncated", IsTruncated);
        }

        writer.OptionalElement("NextMarker", NextMarker);
        Owner?.Write(writer);
        writer.WriteStartElement("Buckets");
        foreach (var bucket in Buckets)
        {
            bucket.Write(writer);
        }
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    /// <summary>Reads the answer.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static ListAllMyBucketsResult Read(Stream stream) =>
        DocumentReader.Read(stream, "ListAllMyBucketsResult", Read);

    private static ListAllMyBucketsResult Read(DocumentReader reader)
    {
        var result = new ListAllMyBucketsResult();
        foreach (var name in reader.Children())
        {
            result = name switch
            {
                "Prefix" => result with { Prefix = reader.Text() },
                "Marker" => result with { Marker = reader.Text() },
                "MaxKeys" => result with { MaxKeys = reader.Int32() },
                "IsTruncated" => result with { IsTruncated = reader.Boolean() },
                "NextMarker" => result with { NextMarker = reader.Text() },
                "Owner" => result with { Owner = Documents.Owner.Read(reader) },
                "Buckets" => result with { Buckets = ReadBuckets(reader) },
                _ => result,
            };
        }
        return result;
    }

    private static List<BucketEntry> ReadBuckets(DocumentReader reader)
    {
        var buckets = new List<BucketEntry>();
        foreach (var name in reader.Children("Bucket"))
        {
            if (name == "Bucket")
            {
                buckets.Add(BucketEntry.Read(reader));
            }
        }
        return buckets;
    }
}

/// <summary>A bucket in the list of all.</summary>
public sealed record BucketEntry
{
    /// <summary>The bucket's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where it is, with the prefix "oss-": oss-cn-hangzhou.</summary>
    public string Location { get; init; } = "";

    /// <summary>The region's id: cn-hangzhou.</summary>
    public string Region { get; init; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreationDate { get; init; }

    /// <summary>The storage class of its new objects.</summary>
    public string StorageClass { get; init; } = "";

    /// <summary>The endpoint from outside.</summary>
    public string ExtranetEndpoint { get; init; } = "";

    /// <summary>The endpoint from within the region's own network.</summary>
    public string IntranetEndpoint { get; init; } = "";

    /// <summary>The resource group, or null.</summary>
    public string? ResourceGroupId { get; init; }

    internal void Write(XmlWriter writer)
    {
        writer.WriteStartElement("Bucket");
        writer.Element("CreationDate", CreationDate);
        writer.Element("ExtranetEndpoint", ExtranetEndpoint);
        writer.Element("IntranetEndpoint", IntranetEndpoint);
        writer.Element("Location", Location);
        writer.Element("Name", Name);
        writer.Element("Region", Region);
        writer.OptionalElement("ResourceGroupId", ResourceGroupId);
        writer.Element("StorageClass", StorageClass);
        writer.WriteEndElement();
    }

    internal static BucketEntry Read(DocumentReader reader)
    {
        var bucket = new BucketEntry();
        foreach (var name in reader.Children())
        {
            bucket = name switch
            {
                "CreationDate" => bucket with { CreationDate = reader.Date() },
                "ExtranetEndpoint" => bucket with { ExtranetEndpoint = reader.Text() },
                "IntranetEndpoint" => bucket with { IntranetEndpoint = reader.Text() },
                "Location" => bucket with { Location = reader.Text() },
                "Name" => bucket with { Name = reader.Text() },
                "Region" => bucket with { Region = reader.Text() },
                "ResourceGroupId" => bucket with { ResourceGroupId = reader.Text() },
                "StorageClass" => bucket with { StorageClass = reader.Text() },
                _ => bucket,
            };
        }
        return bucket;
    }
}
