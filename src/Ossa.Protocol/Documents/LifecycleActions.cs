using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>When a rule acts. One of the three is stated.</summary>
public sealed record LifecycleTime
{
    /// <summary>So many days after the object was written, the version was replaced or the upload begun; one at least.</summary>
    public int? Days { get; init; }

    /// <summary>From this day on, whatever the object's age: midnight, UTC.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>On everything from before this day: midnight, UTC.</summary>
    public DateTimeOffset? CreatedBeforeDate { get; init; }

    internal void Write(XmlWriter writer, string daysName)
    {
        if (Days is { } days)
        {
            writer.Element(daysName, days);
        }
        if (Date is { } date)
        {
            writer.Element("Date", date);
        }
        if (CreatedBeforeDate is { } before)
        {
            writer.Element("CreatedBeforeDate", before);
        }
    }
}

/// <summary>The deletion of current objects, or of delete markers that are all that is left of an object.</summary>
public sealed record LifecycleExpiration
{
    /// <summary>When objects are deleted, or null where only markers are.</summary>
    public LifecycleTime? Time { get; init; }

    /// <summary>Whether lone delete markers are removed, or null where nothing is said of them.</summary>
    public bool? ExpiredObjectDeleteMarker { get; init; }

    internal void Write(XmlWriter writer)
    {
        writer.WriteStartElement("Expiration");
        Time?.Write(writer, "Days");
        if (ExpiredObjectDeleteMarker is { } markers)
        {
            writer.Element("ExpiredObjectDeleteMarker", markers);
        }
        writer.WriteEndElement();
    }
}

/// <summary>The way to a colder storage class.</summary>
public sealed record LifecycleTransition
{
    /// <summary>When.</summary>
    public required LifecycleTime Time { get; init; }

    /// <summary>IA, Archive, ColdArchive or DeepColdArchive.</summary>
    public required string StorageClass { get; init; }

    /// <summary>Whether the days count from the last access, or null where nothing is said.</summary>
    public bool? IsAccessTime { get; init; }

    /// <summary>Whether an access brings the object back to the standard class, or null where nothing is said.</summary>
    public bool? ReturnToStdWhenVisit { get; init; }

    /// <summary>Whether objects under 64 KiB are meant too, or null where nothing is said.</summary>
    public bool? AllowSmallFile { get; init; }

    internal void Write(XmlWriter writer, string name, string daysName)
    {
        writer.WriteStartElement(name);
        Time.Write(writer, daysName);
        writer.Element("StorageClass", StorageClass);
        Write(writer, "IsAccessTime", IsAccessTime);
        Write(writer, "ReturnToStdWhenVisit", ReturnToStdWhenVisit);
        Write(writer, "AllowSmallFile", AllowSmallFile);
        writer.WriteEndElement();
    }

    private static void Write(XmlWriter writer, string name, bool? value)
    {
        if (value is { } stated)
        {
            writer.Element(name, stated);
        }
    }
}
