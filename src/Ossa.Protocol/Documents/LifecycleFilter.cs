using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>What a lifecycle rule leaves alone although its prefix and its tags apply.</summary>
public sealed record LifecycleFilter
{
    /// <summary>Objects that are left alone, or null.</summary>
    public LifecycleExclusion? Not { get; init; }

    /// <summary>Only larger objects are meant: bytes, or null for any size.</summary>
    public long? ObjectSizeGreaterThan { get; init; }

    /// <summary>Only smaller objects are meant: bytes, or null for any size.</summary>
    public long? ObjectSizeLessThan { get; init; }

    internal void Write(XmlWriter writer)
    {
        writer.WriteStartElement("Filter");
        if (ObjectSizeGreaterThan is { } least)
        {
            writer.Element("ObjectSizeGreaterThan", least);
        }
        if (ObjectSizeLessThan is { } most)
        {
            writer.Element("ObjectSizeLessThan", most);
        }
        Not?.Write(writer);
        writer.WriteFullEndElement();
    }
}

/// <summary>Objects that a rule leaves alone: those under a prefix, and of these, where a tag is named, those that have it.</summary>
/// <param name="Prefix">The prefix.</param>
/// <param name="Tag">The tag, or null for all.</param>
public sealed record LifecycleExclusion(string Prefix, Tag? Tag)
{
    internal void Write(XmlWriter writer)
    {
        writer.WriteStartElement("Not");
        writer.Element("Prefix", Prefix);
        if (Tag is not null)
        {
            LifecycleRule.Write(writer, Tag);
        }
        writer.WriteEndElement();
    }
}
