using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>One rule of a website: what a request must be like, and where it is led then.</summary>
public sealed record RoutingRuleDocument
{
    /// <summary>The rule's place among the others, a positive number.</summary>
    public string? RuleNumber { get; init; }

    /// <summary>What a request must be like, or null where nothing is said of it.</summary>
    public RoutingConditionDocument? Condition { get; init; }

    /// <summary>Where it is led, or null where nothing is said of it.</summary>
    public RoutingRedirectDocument? Redirect { get; init; }

    /// <summary>Whether the rule has a script, which is read no further.</summary>
    public bool HasLuaConfig { get; init; }

    internal void Write(XmlWriter writer)
    {
        writer.WriteStartElement("RoutingRule");
        writer.OptionalElement("RuleNumber", RuleNumber);
        Condition?.Write(writer);
        Redirect?.Write(writer);
        if (HasLuaConfig)
        {
            writer.Element("LuaConfig", "");
        }

        writer.WriteEndElement();
    }

    internal static RoutingRuleDocument Read(DocumentReader reader)
    {
        var rule = new RoutingRuleDocument();
        foreach (var name in reader.Children())
        {
            rule = name switch
            {
                "RuleNumber" => rule with { RuleNumber = reader.Text() },
                "Condition" => rule with { Condition = RoutingConditionDocument.Read(reader) },
                "Redirect" => rule with { Redirect = RoutingRedirectDocument.Read(reader) },
                "LuaConfig" => rule with { HasLuaConfig = reader.IsThere() },
                _ => rule,
            };
        }

        return rule;
    }
}

/// <summary>What a request must be like to meet a rule; all that is stated must hold.</summary>
public sealed record RoutingConditionDocument
{
    /// <summary>How the key begins.</summary>
    public string? KeyPrefixEquals { get; init; }

    /// <summary>How the key ends.</summary>
    public string? KeySuffixEquals { get; init; }

    /// <summary>The HTTP status with which the request would be refused.</summary>
    public string? HttpErrorCodeReturnedEquals { get; init; }

    /// <summary>What its headers say.</summary>
    public IReadOnlyList<IncludeHeaderDocument> IncludeHeaders { get; init; } = [];

    internal void Write(XmlWriter writer)
    {
        writer.WriteStartElement("Condition");
        writer.OptionalElement("KeyPrefixEquals", KeyPrefixEquals);
        writer.OptionalElement("KeySuffixEquals", KeySuffixEquals);
        writer.OptionalElement("HttpErrorCodeReturnedEquals", HttpErrorCodeReturnedEquals);
        foreach (var header in IncludeHeaders)
        {
            header.Write(writer);
        }

        writer.WriteFullEndElement();
    }

    internal static RoutingConditionDocument Read(DocumentReader reader)
    {
        var headers = new List<IncludeHeaderDocument>();
        var condition = new RoutingConditionDocument { IncludeHeaders = headers };
        foreach (var name in reader.Children("IncludeHeader"))
        {
            switch (name)
            {
                case "KeyPrefixEquals":
                    condition = condition with { KeyPrefixEquals = reader.Text() };
                    break;
                case "KeySuffixEquals":
                    condition = condition with { KeySuffixEquals = reader.Text() };
                    break;
                case "HttpErrorCodeReturnedEquals":
                    condition = condition with { HttpErrorCodeReturnedEquals = reader.Text() };
                    break;
                case "IncludeHeader":
                    headers.Add(IncludeHeaderDocument.Read(reader));
                    break;
            }
        }

        return condition;
    }
}

/// <summary>What a request's header must say.</summary>
/// <param name="Key">The header's name.</param>
/// <param name="Equal">Its whole value (the element Equals).</param>
/// <param name="StartsWith">How its value begins.</param>
/// <param name="EndsWith">How its value ends.</param>
public sealed record IncludeHeaderDocument(
    string? Key,
    string? Equal = null,
    string? StartsWith = null,
    string? EndsWith = null
)
{
    internal void Write(XmlWriter writer)
    {
        writer.WriteStartElement("IncludeHeader");
        writer.OptionalElement("Key", Key);
        writer.OptionalElement("Equals", Equal);
        writer.OptionalElement("StartsWith", StartsWith);
        writer.OptionalElement("EndsWith", EndsWith);
        writer.WriteFullEndElement();
    }

    internal static IncludeHeaderDocument Read(DocumentReader reader)
    {
        var header = new IncludeHeaderDocument((string?)null);
        foreach (var name in reader.Children())
        {
            header = name switch
            {
                "Key" => header with { Key = reader.Text() },
                "Equals" => header with { Equal = reader.Text() },
                "StartsWith" => header with { StartsWith = reader.Text() },
                "EndsWith" => header with { EndsWith = reader.Text() },
                _ => header,
            };
        }

        return header;
    }
}
