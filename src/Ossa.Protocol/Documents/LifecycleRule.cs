using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>One rule: to what it applies, and what it does with it, when.</summary>
public sealed record LifecycleRule
{
    /// <summary>The name of a rule that counts.</summary>
    internal const string Enabled = "Enabled";

    /// <summary>The name of a rule that does not.</summary>
    internal const string Disabled = "Disabled";

    /// <summary>The rule's name; empty where its sender leaves that to the service.</summary>
    public string Id { get; init; } = "";

    /// <summary>The rule applies to keys that begin with it; empty for all.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Whether the rule counts.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>The rule applies to objects that have all of these tags.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>What is taken out of what the rule applies to, or null.</summary>
    public LifecycleFilter? Filter { get; init; }

    /// <summary>When current objects are deleted, or lone delete markers are; null for never.</summary>
    public LifecycleExpiration? Expiration { get; init; }

    /// <summary>When current objects come to colder storage classes.</summary>
    public IReadOnlyList<LifecycleTransition> Transitions { get; init; } = [];

    /// <summary>How many days after they were replaced older versions are deleted for good; null for never.</summary>
    public int? NoncurrentExpirationDays { get; init; }

    /// <summary>When older versions come to colder storage classes; the days count from when they were replaced.</summary>
    public IReadOnlyList<LifecycleTransition> NoncurrentTransitions { get; init; } = [];

    /// <summary>When unfinished uploads are aborted, counted from their start; null for never.</summary>
    public LifecycleTime? AbortMultipartUpload { get; init; }

    internal void Write(XmlWriter writer)
    {
        writer.WriteStartElement("Rule");
        writer.Element("ID", Id);
        writer.Element("Prefix", Prefix);
        writer.Element("Status", IsEnabled ? Enabled : Disabled);
        foreach (var tag in Tags)
        {
            Write(writer, tag);
        }
        Filter?.Write(writer);
        Expiration?.Write(writer);
        foreach (var transition in Transitions)
        {
            transition.Write(writer, "Transition", "Days");
        }
        if (NoncurrentExpirationDays is { } days)
        {
            writer.WriteStartElement("NoncurrentVersionExpiration");
            writer.Element("NoncurrentDays", days);
            writer.WriteEndElement();
        }
        foreach (var transition in NoncurrentTransitions)
        {
            transition.Write(writer, "NoncurrentVersionTransition", "NoncurrentDays");
        }
        if (AbortMultipartUpload is { } abort)
        {
            writer.WriteStartElement("AbortMultipartUpload");
            abort.Write(writer, "Days");
            writer.WriteEndElement();
        }
        writer.WriteEndElement();
    }

    internal static void Write(XmlWriter writer, Tag tag)
    {
        writer.WriteStartElement("Tag");
        writer.Element("Key", tag.Key);
        writer.Element("Value", tag.Value);
        writer.WriteEndElement();
    }
}
