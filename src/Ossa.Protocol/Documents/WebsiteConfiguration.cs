using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// What a bucket shows to visitors. Values stand as they are written; the service answers a wrong one with its name, not with the refusal
/// of the whole document. See https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketwebsite.
/// </summary>
public sealed record WebsiteConfiguration : IXmlDocument
{
    /// <summary>The page of a directory, or null.</summary>
    public WebsiteIndexDocument? IndexDocument { get; init; }

    /// <summary>The page for what is not there, or null.</summary>
    public WebsiteErrorDocument? ErrorDocument { get; init; }

    /// <summary>Rules that lead elsewhere; the lowest number that fits counts.</summary>
    public IReadOnlyList<RoutingRuleDocument> RoutingRules { get; init; } = [];

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("WebsiteConfiguration");
        IndexDocument?.Write(writer);
        ErrorDocument?.Write(writer);
        if (RoutingRules.Count > 0)
        {
            writer.WriteStartElement("RoutingRules");
            foreach (var rule in RoutingRules)
            {
                rule.Write(writer);
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static WebsiteConfiguration Read(Stream stream) => DocumentReader.Read(stream, "WebsiteConfiguration", Read);

    private static WebsiteConfiguration Read(DocumentReader reader)
    {
        var configuration = new WebsiteConfiguration();
        foreach (var name in reader.Children())
        {
            configuration = name switch
            {
                "IndexDocument" => configuration with { IndexDocument = WebsiteIndexDocument.Read(reader) },
                "ErrorDocument" => configuration with { ErrorDocument = WebsiteErrorDocument.Read(reader) },
                "RoutingRules" => configuration with { RoutingRules = ReadRules(reader) },
                _ => configuration,
            };
        }

        return configuration;
    }

    private static List<RoutingRuleDocument> ReadRules(DocumentReader reader)
    {
        var rules = new List<RoutingRuleDocument>();
        foreach (var name in reader.Children("RoutingRule"))
        {
            if (name == "RoutingRule")
            {
                rules.Add(RoutingRuleDocument.Read(reader));
            }
        }

        return rules;
    }
}

/// <summary>The page that is shown for a directory.</summary>
/// <param name="Suffix">Its name, without a slash.</param>
/// <param name="SupportSubDir">true where each directory has its own page, false where all show the root's.</param>
/// <param name="Type">What becomes of a name that is no object: 0 redirect, 1 nothing, 2 the page of the directory of this name.</param>
public sealed record WebsiteIndexDocument(string? Suffix, string? SupportSubDir = null, string? Type = null)
{
    internal void Write(XmlWriter writer)
    {
        writer.WriteStartElement("IndexDocument");
        writer.OptionalElement("Suffix", Suffix);
        writer.OptionalElement("SupportSubDir", SupportSubDir);
        writer.OptionalElement("Type", Type);
        writer.WriteEndElement();
    }

    internal static WebsiteIndexDocument Read(DocumentReader reader)
    {
        var index = new WebsiteIndexDocument((string?)null);
        foreach (var name in reader.Children())
        {
            index = name switch
            {
                "Suffix" => index with { Suffix = reader.Text() },
                "SupportSubDir" => index with { SupportSubDir = reader.Text() },
                "Type" => index with { Type = reader.Text() },
                _ => index,
            };
        }

        return index;
    }
}

/// <summary>The page that is shown for what is not there.</summary>
/// <param name="Key">The object.</param>
/// <param name="HttpStatus">The HTTP status that goes with it; 404 when it is not said.</param>
public sealed record WebsiteErrorDocument(string? Key, string? HttpStatus = null)
{
    internal void Write(XmlWriter writer)
    {
        writer.WriteStartElement("ErrorDocument");
        writer.OptionalElement("Key", Key);
        writer.OptionalElement("HttpStatus", HttpStatus);
        writer.WriteEndElement();
    }

    internal static WebsiteErrorDocument Read(DocumentReader reader)
    {
        var page = new WebsiteErrorDocument((string?)null);
        foreach (var name in reader.Children())
        {
            page = name switch
            {
                "Key" => page with { Key = reader.Text() },
                "HttpStatus" => page with { HttpStatus = reader.Text() },
                _ => page,
            };
        }

        return page;
    }
}
