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
        var website = new Website(
            document.IndexDocument is { } index && !IsEmpty(index.Suffix, index.SupportSubDir, index.Type)
                ? ReadIndex(index)
                : null,
            document.ErrorDocument is { } page && !IsEmpty(page.Key, page.HttpStatus) ? ReadErrorPage(page) : null,
            RoutingRuleReading.Read(document.RoutingRules)
        );
        return website is { Index: null, ErrorPage: null, Rules.Count: 0 }
            ? throw new OssException(
                OssErrors.MalformedXmlWebsite,
                "ErrorDetail",
                "There is neither IndexDocument nor ErrorDocument nor a RoutingRule."
            )
            : website;
    }

    /// <summary>A container of nothing counts as left out, too.</summary>
    private static bool IsEmpty(params ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            if (!string.IsNullOrEmpty(value))
            {
                return false;
            }
        }

        return true;
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
