using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// Which web pages may use a bucket. See https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketcors.
/// </summary>
public sealed record CorsConfiguration : IXmlDocument
{
    /// <summary>The rules; the first that matches counts.</summary>
    public IReadOnlyList<CorsRuleDocument> Rules { get; init; } = [];

    /// <summary>Whether every answer says <c>Vary: Origin</c>.</summary>
    public bool ResponseVary { get; init; }

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("CORSConfiguration");
        foreach (var rule in Rules)
        {
            rule.Write(writer);
        }
        writer.Element("ResponseVary", ResponseVary);
        writer.WriteEndElement();
    }

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static CorsConfiguration Read(Stream stream) => DocumentReader.Read(stream, "CORSConfiguration", Read);

    private static CorsConfiguration Read(DocumentReader reader)
    {
        var rules = new List<CorsRuleDocument>();
        var responseVary = false;
        foreach (var name in reader.Children("CORSRule"))
        {
            switch (name)
            {
                case "CORSRule":
                    rules.Add(CorsRuleDocument.Read(reader));
                    break;
                case "ResponseVary":
                    responseVary = reader.Boolean();
                    break;
            }
        }
        return new CorsConfiguration { Rules = rules, ResponseVary = responseVary };
    }
}

/// <summary>One rule: from where, with what, and what a page may see of the answer.</summary>
public sealed record CorsRuleDocument
{
    /// <summary>Origins, each with at most one "*".</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>GET, PUT, DELETE, POST or HEAD.</summary>
    public IReadOnlyList<string> AllowedMethods { get; init; } = [];

    /// <summary>Request headers, each with at most one "*".</summary>
    public IReadOnlyList<string> AllowedHeaders { get; init; } = [];

    /// <summary>Response headers that the page may read; no "*".</summary>
    public IReadOnlyList<string> ExposeHeaders { get; init; } = [];

    /// <summary>For how many seconds a browser may remember the permission, or null.</summary>
    public int? MaxAgeSeconds { get; init; }

    internal void Write(XmlWriter writer)
    {
        writer.WriteStartElement("CORSRule");
        WriteAll(writer, "AllowedOrigin", AllowedOrigins);
        WriteAll(writer, "AllowedMethod", AllowedMethods);
        WriteAll(writer, "AllowedHeader", AllowedHeaders);
        WriteAll(writer, "ExposeHeader", ExposeHeaders);
        if (MaxAgeSeconds is { } seconds)
        {
            writer.Element("MaxAgeSeconds", seconds);
        }
        writer.WriteEndElement();
    }

    internal static CorsRuleDocument Read(DocumentReader reader)
    {
        var (origins, methods, headers, exposed) = (
            new List<string>(),
            new List<string>(),
            new List<string>(),
            new List<string>()
        );
        int? maxAge = null;
        foreach (var name in reader.Children("AllowedOrigin", "AllowedMethod", "AllowedHeader", "ExposeHeader"))
        {
            switch (name)
            {
                case "AllowedOrigin":
                    origins.Add(reader.Text());
                    break;
                case "AllowedMethod":
                    methods.Add(reader.Text());
                    break;
                case "AllowedHeader":
                    headers.Add(reader.Text());
                    break;
                case "ExposeHeader":
                    exposed.Add(reader.Text());
                    break;
                case "MaxAgeSeconds":
                    maxAge = reader.OptionalInt32();
                    break;
            }
        }
        return new CorsRuleDocument
        {
            AllowedOrigins = origins,
            AllowedMethods = methods,
            AllowedHeaders = headers,
            ExposeHeaders = exposed,
            MaxAgeSeconds = maxAge,
        };
    }

    private static void WriteAll(XmlWriter writer, string name, IReadOnlyList<string> values)
    {
        foreach (var value in values)
        {
            writer.Element(name, value);
        }
    }
}
