using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>What a bucket holds. See https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketstat.</summary>
public sealed record BucketStat : IXmlDocument
{
    /// <summary>How many bytes all objects have, whatever their storage class, with every version.</summary>
    public long Storage { get; init; }

    /// <summary>How many objects there are, whatever their storage class.</summary>
    public long ObjectCount { get; init; }

    /// <summary>How many multipart uploads are under way.</summary>
    public long MultipartUploadCount { get; init; }

    /// <summary>How many live channels there are.</summary>
    public long LiveChannelCount { get; init; }

    /// <summary>When these numbers were counted, in seconds since the epoch.</summary>
    public long LastModifiedTime { get; init; }

    /// <summary>How many bytes of Standard there are.</summary>
    public long StandardStorage { get; init; }

    /// <summary>How many objects of Standard there are.</summary>
    public long StandardObjectCount { get; init; }

    /// <summary>How many bytes of infrequent access are billed.</summary>
    public long InfrequentAccessStorage { get; init; }

    /// <summary>How many bytes of infrequent access there are.</summary>
    public long InfrequentAccessRealStorage { get; init; }

    /// <summary>How many objects of infrequent access there are.</summary>
    public long InfrequentAccessObjectCount { get; init; }

    /// <summary>How many bytes of Archive are billed.</summary>
    public long ArchiveStorage { get; init; }

    /// <summary>How many bytes of Archive there are.</summary>
    public long ArchiveRealStorage { get; init; }

    /// <summary>How many objects of Archive there are.</summary>
    public long ArchiveObjectCount { get; init; }

    /// <summary>How many bytes of Cold Archive are billed.</summary>
    public long ColdArchiveStorage { get; init; }

    /// <summary>How many bytes of Cold Archive there are.</summary>
    public long ColdArchiveRealStorage { get; init; }

    /// <summary>How many objects of Cold Archive there are.</summary>
    public long ColdArchiveObjectCount { get; init; }

    /// <summary>How many bytes of Deep Cold Archive are billed.</summary>
    public long DeepColdArchiveStorage { get; init; }

    /// <summary>How many bytes of Deep Cold Archive there are.</summary>
    public long DeepColdArchiveRealStorage { get; init; }

    /// <summary>How many objects of Deep Cold Archive there are.</summary>
    public long DeepColdArchiveObjectCount { get; init; }

    /// <summary>How many parts the multipart uploads under way have.</summary>
    public long MultipartPartCount { get; init; }

    /// <summary>How many delete markers there are.</summary>
    public long DeleteMarkerCount { get; init; }

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("BucketStat");
        writer.Element("Storage", Storage);
        writer.Element("ObjectCount", ObjectCount);
        writer.Element("MultipartUploadCount", MultipartUploadCount);
        writer.Element("LiveChannelCount", LiveChannelCount);
        writer.Element("LastModifiedTime", LastModifiedTime);
        writer.Element("StandardStorage", StandardStorage);
        writer.Element("StandardObjectCount", StandardObjectCount);
        writer.Element("InfrequentAccessStorage", InfrequentAccessStorage);
        writer.Element("InfrequentAccessRealStorage", InfrequentAccessRealStorage);
        writer.Element("InfrequentAccessObjectCount", InfrequentAccessObjectCount);
        writer.Element("ArchiveStorage", ArchiveStorage);
        writer.Element("ArchiveRealStorage", ArchiveRealStorage);
        writer.Element("ArchiveObjectCount", ArchiveObjectCount);
        writer.Element("ColdArchiveStorage", ColdArchiveStorage);
        writer.Element("ColdArchiveRealStorage", ColdArchiveRealStorage);
        writer.Element("ColdArchiveObjectCount", ColdArchiveObjectCount);
        writer.Element("DeepColdArchiveStorage", DeepColdArchiveStorage);
        writer.Element("DeepColdArchiveRealStorage", DeepColdArchiveRealStorage);
        writer.Element("DeepColdArchiveObjectCount", DeepColdArchiveObjectCount);
        writer.Element("MultipartPartCount", MultipartPartCount);
        writer.Element("DeleteMarkerCount", DeleteMarkerCount);
        writer.WriteEndElement();
    }

    /// <summary>Reads the answer.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static BucketStat Read(Stream stream) => DocumentReader.Read(stream, "BucketStat", Read);

    private static BucketStat Read(DocumentReader reader)
    {
        var stat = new BucketStat();
        foreach (var name in reader.Children())
        {
            stat = ReadValue(stat, name, reader);
        }
        return stat;
    }

    private static BucketStat ReadValue(BucketStat stat, string name, DocumentReader reader) =>
        name switch
        {
            "Storage" => stat with { Storage = reader.Int64() },
            "ObjectCount" => stat with { ObjectCount = reader.Int64() },
            "MultipartUploadCount" => stat with { MultipartUploadCount = reader.Int64() },
            "LiveChannelCount" => stat with { LiveChannelCount = reader.Int64() },
            "LastModifiedTime" => stat with { LastModifiedTime = reader.Int64() },
            "StandardStorage" => stat with { StandardStorage = reader.Int64() },
            "StandardObjectCount" => stat with { StandardObjectCount = reader.Int64() },
            "InfrequentAccessStorage" => stat with { InfrequentAccessStorage = reader.Int64() },
            "InfrequentAccessRealStorage" => stat with { InfrequentAccessRealStorage = reader.Int64() },
            "InfrequentAccessObjectCount" => stat with { InfrequentAccessObjectCount = reader.Int64() },
            "ArchiveStorage" => stat with { ArchiveStorage = reader.Int64() },
            "ArchiveRealStorage" => stat with { ArchiveRealStorage = reader.Int64() },
            "ArchiveObjectCount" => stat with { ArchiveObjectCount = reader.Int64() },
            "ColdArchiveStorage" => stat with { ColdArchiveStorage = reader.Int64() },
            "ColdArchiveRealStorage" => stat with { ColdArchiveRealStorage = reader.Int64() },
            "ColdArchiveObjectCount" => stat with { ColdArchiveObjectCount = reader.Int64() },
            "DeepColdArchiveStorage" => stat with { DeepColdArchiveStorage = reader.Int64() },
            "DeepColdArchiveRealStorage" => stat with { DeepColdArchiveRealStorage = reader.Int64() },
            "DeepColdArchiveObjectCount" => stat with { DeepColdArchiveObjectCount = reader.Int64() },
            "MultipartPartCount" => stat with { MultipartPartCount = reader.Int64() },
            "DeleteMarkerCount" => stat with { DeleteMarkerCount = reader.Int64() },
            _ => stat,
        };
}
