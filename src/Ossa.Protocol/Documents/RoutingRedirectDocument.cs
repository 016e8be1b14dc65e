using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>Where a rule of a website leads.</summary>
public sealed record RoutingRedirectDocument
{
    /// <summary>External, AliCDN, Internal or Mirror.</summary>
    public string? RedirectType { get; init; }

    /// <summary>http or https.</summary>
    public string? Protocol { get; init; }

    /// <summary>The host that is led to.</summary>
    public string? HostName { get; init; }

    /// <summary>301, 302 or 307.</summary>
    public string? HttpRedirectCode { get; init; }

    /// <summary>true where the query of the request is taken along.</summary>
    public string? PassQueryString { get; init; }

    /// <summary>The new key; <c>${key}</c> in it stands for the old one.</summary>
    public string? ReplaceKeyWith { get; init; }

    /// <summary>What stands in the new key for the prefix of the condition.</summary>
    public string? ReplaceKeyPrefixWith { get; init; }

    /// <summary>true where the prefix is replaced, or cut off where nothing stands for it.</summary>
    public string? EnableReplacePrefix { get; init; }

    internal void Write(XmlWriter writer)
    {
        writer.WriteStartElement("Redirect");
        writer.OptionalElement("RedirectType", RedirectType);
        writer.OptionalElement("Protocol", Protocol);
        writer.OptionalElement("HostName", HostName);
        writer.OptionalElement("HttpRedirectCode", HttpRedirectCode);
        writer.OptionalElement("PassQueryString", PassQueryString);
        writer.OptionalElement("ReplaceKeyWith", ReplaceKeyWith);
        writer.OptionalElement("ReplaceKeyPrefixWith", ReplaceKeyPrefixWith);
        writer.OptionalElement("EnableReplacePrefix", EnableReplacePrefix);
        writer.WriteFullEndElement();
    }

    internal static RoutingRedirectDocument Read(DocumentReader reader)
    {
        var redirect = new RoutingRedirectDocument();
        foreach (var name in reader.Children())
        {
            redirect = name switch
            {
                "RedirectType" => redirect with { RedirectType = reader.Text() },
                "Protocol" => redirect with { Protocol = reader.Text() },
                "HostName" => redirect with { HostName = reader.Text() },
                "HttpRedirectCode" => redirect with { HttpRedirectCode = reader.Text() },
                "PassQueryString" => redirect with { PassQueryString = reader.Text() },
                "ReplaceKeyWith" => redirect with { ReplaceKeyWith = reader.Text() },
                "ReplaceKeyPrefixWith" => redirect with { ReplaceKeyPrefixWith = reader.Text() },
                "EnableReplacePrefix" => redirect with { EnableReplacePrefix = reader.Text() },
                _ => redirect,
            };
        }

        return redirect;
    }
}
