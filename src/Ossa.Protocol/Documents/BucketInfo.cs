using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>What a bucket is. See https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketinfo.</summary>
public sealed record BucketInfo : IXmlDocument
{
    /// <summary>The bucket's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where it is, with the prefix "oss-": oss-cn-hangzhou.</summary>
    public string Location { get; init; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreationDate { get; init; }

    /// <summary>The endpoint from outside.</summary>
    public string ExtranetEndpoint { get; init; } = "";

    /// <summary>The endpoint from within the region's own network.</summary>
    public string IntranetEndpoint { get; init; } = "";

    /// <summary>The wire's name of its access control list: private, public-read or public-read-write.</summary>
    public string Acl { get; init; } = "";

    /// <summary>LRS or ZRS.</summary>
    public string DataRedundancyType { get; init; } = "";

    /// <summary>Who owns it.</summary>
    public Owner? Owner { get; init; }

    /// <summary>The storage class of its new objects.</summary>
    public string StorageClass { get; init; } = "";

    /// <summary>Enabled or Suspended, or null when versioning was never enabled.</summary>
    public string? Versioning { get; init; }

    /// <summary>The resource group, or null.</summary>
    public string? ResourceGroupId { get; init; }

    /// <summary>How new objects are encrypted at rest: None, AES256, KMS or SM4.</summary>
    public string SseAlgorithm { get; init; } = "None";

    /// <summary>With KMS, the key; null where none is named.</summary>
    public string? KmsMasterKeyId { get; init; }

    /// <summary>Whether the last access to its objects is noted.</summary>
    public bool AccessMonitor { get; init; }

    /// <summary>Whether public access to it is blocked.</summary>
    public bool BlockPublicAccess { get; init; }

    /// <summary>Whether its objects are replicated to another region.</summary>
    public bool CrossRegionReplication { get; init; }

    /// <summary>Whether accelerated routes lead to it.</summary>
    public bool TransferAcceleration { get; init; }

    /// <summary>A remark.</summary>
    public string Comment { get; init; } = "";

    /// <summary>The bucket that its log goes to; empty when there is none.</summary>
    public string LogBucket { get; init; } = "";

    /// <summary>How the names of its log's objects begin.</summary>
    public string LogPrefix { get; init; } = "";

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("BucketInfo");
        writer.WriteStartElement("Bucket");
        writer.Element("AccessMonitor", EnabledOrNot(AccessMonitor));
        writer.Element("BlockPublicAccess", BlockPublicAccess);
        writer.Element("Comment", Comment);
        writer.Element("CreationDate", CreationDate);
        writer.Element("CrossRegionReplication", EnabledOrNot(CrossRegionReplication));
        writer.Element("DataRedundancyType", DataRedundancyType);
        writer.Element("ExtranetEndpoint", ExtranetEndpoint);
        writer.Element("IntranetEndpoint", IntranetEndpoint);
        writer.Element("Location", Location);
        writer.Element("Name", Name);
        writer.OptionalElement("ResourceGroupId", ResourceGroupId);
        writer.Element("StorageClass", StorageClass);
        writer.Element("TransferAcceleration", EnabledOrNot(TransferAcceleration));
        writer.OptionalElement("Versioning", Versioning);
        Owner?.Write(writer);
        WriteNested(writer, "AccessControlList", "Grant", Acl);
        writer.WriteStartElement("ServerSideEncryptionRule");
        writer.Element("SSEAlgorithm", SseAlgorithm);
        writer.OptionalElement("KMSMasterKeyID", KmsMasterKeyId);
        writer.WriteEndElement();
        writer.WriteStartElement("BucketPolicy");
        writer.Element("LogBucket", LogBucket);
        writer.Element("LogPrefix", LogPrefix);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    /// <summary>Reads the description.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static BucketInfo Read(Stream stream) => DocumentReader.Read(stream, "BucketInfo", ReadRoot);

    private static string EnabledOrNot(bool value) => value ? "Enabled" : "Disabled";

    private static void WriteNested(XmlWriter writer, string outer, string inner, string value)
    {
        writer.WriteStartElement(outer);
        writer.Element(inner, value);
        writer.WriteEndElement();
    }

    private static BucketInfo ReadRoot(DocumentReader reader)
    {
        var info = new BucketInfo();
        foreach (var name in reader.Children())
        {
            info = name == "Bucket" ? ReadBucket(reader) : info;
        }
        return info;
    }

    private static BucketInfo ReadBucket(DocumentReader reader)
    {
        var info = new BucketInfo();
        foreach (var name in reader.Children())
        {
            info = name switch
            {
                "AccessMonitor" => info with { AccessMonitor = reader.Text() == "Enabled" },
                "BlockPublicAccess" => info with { BlockPublicAccess = reader.Boolean() },
                "Comment" => info with { Comment = reader.Text() },
                "CrossRegionReplication" => info with { CrossRegionReplication = reader.Text() == "Enabled" },
                "TransferAcceleration" => info with { TransferAcceleration = reader.Text() == "Enabled" },
                "BucketPolicy" => ReadLog(reader, info),
                "CreationDate" => info with { CreationDate = reader.Date() },
                "DataRedundancyType" => info with { DataRedundancyType = reader.Text() },
                "ExtranetEndpoint" => info with { ExtranetEndpoint = reader.Text() },
                "IntranetEndpoint" => info with { IntranetEndpoint = reader.Text() },
                "Location" => info with { Location = reader.Text() },
                "Name" => info with { Name = reader.Text() },
                "ResourceGroupId" => info with { ResourceGroupId = reader.Text() },
                "StorageClass" => info with { StorageClass = reader.Text() },
                "Versioning" => info with { Versioning = reader.Text() },
                "Owner" => info with { Owner = Documents.Owner.Read(reader) },
                "AccessControlList" => info with { Acl = reader.TextOfChild("Grant") },
                "ServerSideEncryptionRule" => ReadEncryption(reader, info),
                _ => info,
            };
        }
        return info;
    }

    private static BucketInfo ReadEncryption(DocumentReader reader, BucketInfo info)
    {
        foreach (var name in reader.Children())
        {
            info = name switch
            {
                "SSEAlgorithm" => info with { SseAlgorithm = reader.Text() },
                "KMSMasterKeyID" => info with { KmsMasterKeyId = reader.Text() },
                _ => info,
            };
        }

        return info;
    }

    private static BucketInfo ReadLog(DocumentReader reader, BucketInfo info)
    {
        foreach (var name in reader.Children())
        {
            info = name switch
            {
                "LogBucket" => info with { LogBucket = reader.Text() },
                "LogPrefix" => info with { LogPrefix = reader.Text() },
                _ => info,
            };
        }

        return info;
    }
}
