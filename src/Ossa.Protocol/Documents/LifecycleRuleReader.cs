using Ossa.Protocol.Errors;
using static Ossa.Protocol.Documents.LifecycleNodes;

namespace Ossa.Protocol.Documents;

/// <summary>Reads one lifecycle rule: every element in its place, none missing, none twice, none that is not known.</summary>
internal static class LifecycleRuleReader
{
    /// <summary>ali-oss says the time of Expiration in the rule itself, too; there it counts for nothing.</summary>
    private static readonly string[] SaidTwice = ["Days", "Date"];

    private static readonly string[] Single =
    [
        "ID",
        "Prefix",
        "Status",
        "Filter",
        "Expiration",
        "NoncurrentVersionExpiration",
        "AbortMultipartUpload",
        .. SaidTwice,
    ];

    private static readonly string[] Repeated = ["Tag", "Transition", "NoncurrentVersionTransition"];

    public static LifecycleRule Read(DocumentReader reader)
    {
        var rule = new LifecycleRule();
        string? prefix = null;
        string? status = null;
        List<Tag> tags = [];
        List<LifecycleTransition> transitions = [],
            noncurrent = [];
        foreach (var name in Children(reader, Single, Repeated, Unsupported))
        {
            switch (name)
            {
                case "ID":
                    rule = rule with { Id = reader.Text() };
                    break;
                case "Prefix":
                    prefix = reader.Text();
                    break;
                case "Status":
                    status = reader.Text();
                    break;
                case "Tag":
                    tags.Add(Tag(reader));
                    break;
                case "Filter":
                    rule = rule with { Filter = ReadFilter(reader) };
                    break;
                case "Expiration":
                    rule = rule with { Expiration = LifecycleActionReader.ReadExpiration(reader) };
                    break;
                case "Transition":
                    transitions.Add(LifecycleActionReader.ReadTransition(reader));
                    break;
                case "NoncurrentVersionExpiration":
                    rule = rule with { NoncurrentExpirationDays = LifecycleActionReader.ReadNoncurrentDays(reader) };
                    break;
                case "NoncurrentVersionTransition":
                    noncurrent.Add(LifecycleActionReader.ReadNoncurrentTransition(reader));
                    break;
                case "AbortMultipartUpload":
                    rule = rule with { AbortMultipartUpload = LifecycleActionReader.ReadAbort(reader) };
                    break;
            }
        }
        return rule with
        {
            Prefix = prefix ?? throw Refuse(OssErrors.LifecyclePrefixMissing, "A Rule lacks its Prefix."),
            IsEnabled = IsEnabled(status),
            Tags = tags,
            Transitions = transitions,
            NoncurrentTransitions = noncurrent,
        };
    }

    private static bool IsEnabled(string? status) =>
        status switch
        {
            LifecycleRule.Enabled => true,
            LifecycleRule.Disabled => false,
            null => throw Refuse(OssErrors.LifecycleStatusMissing, "A Rule lacks its Status."),
            _ => throw Refuse(OssErrors.InvalidLifecycleStatus, "A Status is neither Enabled nor Disabled."),
        };

    private static LifecycleFilter ReadFilter(DocumentReader reader)
    {
        var filter = new LifecycleFilter();
        string[] known = ["Not", "ObjectSizeGreaterThan", "ObjectSizeLessThan"];
        foreach (var name in Children(reader, known, [], Unsupported))
        {
            filter = name switch
            {
                "Not" => filter with { Not = ReadExclusion(reader) },
                "ObjectSizeGreaterThan" => filter with
                {
                    ObjectSizeGreaterThan = Size(reader, OssErrors.InvalidLifecycleSizeGreaterThan),
                },
                _ => filter with { ObjectSizeLessThan = Size(reader, OssErrors.InvalidLifecycleSizeLessThan) },
            };
        }
        return filter;
    }

    private static LifecycleExclusion ReadExclusion(DocumentReader reader)
    {
        string? prefix = null;
        Tag? tag = null;
        foreach (var name in Children(reader, ["Prefix", "Tag"], [], Unsupported))
        {
            if (name == "Prefix")
            {
                prefix = reader.Text();
            }
            else
            {
                tag = Tag(reader);
            }
        }
        return new LifecycleExclusion(
            prefix ?? throw Refuse(OssErrors.LifecycleNodeMissing, "A Not lacks its Prefix."),
            tag
        );
    }

    private static OssError Unsupported(string name) => OssErrors.UnsupportedLifecycleNode;
}
