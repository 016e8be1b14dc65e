using System.Xml;
using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Documents;

/// <summary>
/// What becomes of a bucket's objects, versions and unfinished uploads with time.
/// See https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketlifecycle.
/// </summary>
public sealed record LifecycleConfiguration : IXmlDocument
{
    private const string Root = "LifecycleConfiguration";

    /// <summary>The rules.</summary>
    public IReadOnlyList<LifecycleRule> Rules { get; init; } = [];

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement(Root);
        foreach (var rule in Rules)
        {
            rule.Write(writer);
        }
        writer.WriteEndElement();
    }

    /// <summary>
    /// Reads a configuration whose elements are all known and in their places. Whether the values may be, and whether the rules go together, is
    /// for the caller to judge.
    /// </summary>
    /// <exception cref="DocumentFormatException">It is no such document; the exception names the service's error, where it has one.</exception>
    public static LifecycleConfiguration Read(Stream stream) => DocumentReader.Read(stream, Root, Read);

    private static LifecycleConfiguration Read(DocumentReader reader)
    {
        var rules = new List<LifecycleRule>();
        foreach (var _ in LifecycleNodes.Children(reader, [], ["Rule"], _ => OssErrors.LifecycleNodeIsNoRule))
        {
            rules.Add(LifecycleRuleReader.Read(reader));
        }
        return new LifecycleConfiguration { Rules = rules };
    }
}
