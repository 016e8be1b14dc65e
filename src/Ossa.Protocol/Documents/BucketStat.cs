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

    /// <summary>How many parts the multipart uploads under way have.</summary>
    public long MultipartPartCount { get; init; }

    /// <summary>How many bytes these parts have.</summary>
    public long MultipartPartStorage { get; init; }

    /// <summary>How many delete markers there are.</summary>
    public long DeleteMarkerCount { get; init; }

    /// <summary>When these numbers were counted, in seconds since the epoch.</summary>
    public long LastModifiedTime { get; init; }

    /// <summary>What there is of Standard.</summary>
    public StorageClassStat Standard { get; init; } = new();

    /// <summary>What there is of infrequent access.</summary>
    public StorageClassStat InfrequentAccess { get; init; } = new();

    /// <summary>What there is of Archive.</summary>
    public StorageClassStat Archive { get; init; } = new();

    /// <summary>What there is of Cold Archive.</summary>
    public StorageClassStat ColdArchive { get; init; } = new();

    /// <summary>What there is of Deep Cold Archive.</summary>
    public StorageClassStat DeepColdArchive { get; init; } = new();

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("BucketStat");
        foreach (var (name, value) in Values())
        {
            writer.Element(name, value);
        }

        writer.WriteEndElement();
    }

    /// <summary>Reads the answer. What it does not count is zero.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static BucketStat Read(Stream stream) => DocumentReader.Read(stream, "BucketStat", Read);

    private static BucketStat Read(DocumentReader reader)
    {
        var values = new BucketStat().Values().ToDictionary(entry => entry.Name, entry => entry.Value);
        foreach (var name in reader.Children())
        {
            if (values.ContainsKey(name))
            {
                values[name] = reader.Int64();
            }
        }

        return new BucketStat
        {
            Storage = values["Storage"],
            ObjectCount = values["ObjectCount"],
            MultipartUploadCount = values["MultipartUploadCount"],
            LiveChannelCount = values["LiveChannelCount"],
            MultipartPartCount = values["MultipartPartCount"],
            MultipartPartStorage = values["MultipartPartStorage"],
            DeleteMarkerCount = values["DeleteMarkerCount"],
            LastModifiedTime = values["LastModifiedTime"],
            Standard = ClassOf(values, "Standard", "Standard"),
            InfrequentAccess = ClassOf(values, "InfrequentAccess", "Infrequent"),
            Archive = ClassOf(values, "Archive", "Archive"),
            ColdArchive = ClassOf(values, "ColdArchive", "ColdArchive"),
            DeepColdArchive = ClassOf(values, "DeepColdArchive", "DeepColdArchive"),
        };
    }

    private static StorageClassStat ClassOf(Dictionary<string, long> values, string name, string partName)
    {
        var storage = values[name + "Storage"];
        return new StorageClassStat
        {
            Storage = storage,
            RealStorage = values.GetValueOrDefault(name + "RealStorage", storage),
            ObjectCount = values[name + "ObjectCount"],
            MultipartPartCount = values[partName + "MultipartPartCount"],
            MultipartPartStorage = values[partName + "MultipartPartStorage"],
        };
    }

    /// <summary>The elements in their order. Standard storage is billed as it is; parts of infrequent access have a name of their own.</summary>
    private IEnumerable<(string Name, long Value)> Values() =>
        [
            ("Storage", Storage),
            ("ObjectCount", ObjectCount),
            ("MultipartUploadCount", MultipartUploadCount),
            ("LiveChannelCount", LiveChannelCount),
            ("MultipartPartCount", MultipartPartCount),
            ("MultipartPartStorage", MultipartPartStorage),
            ("DeleteMarkerCount", DeleteMarkerCount),
            ("LastModifiedTime", LastModifiedTime),
            ("StandardStorage", Standard.Storage),
            ("StandardObjectCount", Standard.ObjectCount),
            .. PartValues("Standard", Standard),
            .. ColdValues("InfrequentAccess", "Infrequent", InfrequentAccess),
            .. ColdValues("Archive", "Archive", Archive),
            .. ColdValues("ColdArchive", "ColdArchive", ColdArchive),
            .. ColdValues("DeepColdArchive", "DeepColdArchive", DeepColdArchive),
        ];

    private static IEnumerable<(string Name, long Value)> ColdValues(
        string name,
        string partName,
        StorageClassStat stat
    ) =>
        [
            (name + "Storage", stat.Storage),
            (name + "RealStorage", stat.RealStorage),
            (name + "ObjectCount", stat.ObjectCount),
            .. PartValues(partName, stat),
        ];

    private static IEnumerable<(string Name, long Value)> PartValues(string name, StorageClassStat stat) =>
        [
            (name + "MultipartPartCount", stat.MultipartPartCount),
            (name + "MultipartPartStorage", stat.MultipartPartStorage),
        ];
}
