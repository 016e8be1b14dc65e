using Ossa.Engine.Websites;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Names;

namespace Ossa.Server.Websites;

/// <summary>Makes the document of a website into the website, and refuses what cannot be one by the name of the wrong element.</summary>
internal static class WebsiteReading
{
    private const int Ok = 200;

    public static Website Read(WebsiteConfiguration document)
    {
        if (document is { IndexDocument: null, ErrorDocument: null, RoutingRules.Count: 0 })
        {
            throw new OssException(
                OssErrors.MalformedXmlWebsite,
                "ErrorDetail",
                "There is neither IndexDocument nor ErrorDocument nor a RoutingRule."
            );
        }

        return new Website(
            document.IndexDocument is { } index ? ReadIndex(index) : null,
            document.ErrorDocument is { } page ? ReadErrorPage(page) : null,
            RoutingRuleReading.Read(document.RoutingRules)
        );
    }

    private static WebsiteIndex ReadIndex(WebsiteIndexDocument index)
    {
        var suffix = WebsiteValue.Required("Suffix", index.Suffix);
        if (suffix.Contains('/', StringComparison.Ordinal) || !ObjectKey.IsValid(suffix))
        {
            throw WebsiteValue.Invalid("Suffix", suffix);
        }

        var missing = WebsiteValue.Number("Type", index.Type, type => Enum.IsDefined((MissingName)type));
        return new WebsiteIndex(suffix, WebsiteValue.Flag("SupportSubDir", index.SupportSubDir), (MissingName?)missing);
    }

    private static WebsiteErrorPage ReadErrorPage(WebsiteErrorDocument page)
    {
        var key = WebsiteValue.Required("Key", page.Key);
        return ObjectKey.IsValid(key)
            ? new WebsiteErrorPage(key, WebsiteValue.Number("HttpStatus", page.HttpStatus, IsStatusOfPage))
            : throw WebsiteValue.Invalid("Key", key);
    }

    /// <summary>Other statuses go without a body, or mean more than the page can say.</summary>
    private static bool IsStatusOfPage(int status) => status is Ok or (>= 400 and <= 599);
}
