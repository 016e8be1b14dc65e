using System.Globalization;
using Ossa.Engine.Websites;
using Ossa.Protocol.Documents;

namespace Ossa.Server.Websites;

/// <summary>A website as its document: what was stated, and no more.</summary>
internal static class WebsiteDocuments
{
    public static WebsiteConfiguration Of(Website website) =>
        new()
        {
            IndexDocument = website.Index is { } index
                ? new WebsiteIndexDocument(index.Suffix, Text(index.SupportSubDir), Text((int?)index.Missing))
                : null,
            ErrorDocument = website.ErrorPage is { } page
                ? new WebsiteErrorDocument(page.Key, Text(page.Status))
                : null,
            RoutingRules = [.. website.Rules.Select(Of)],
        };

    private static RoutingRuleDocument Of(RoutingRule rule) =>
        new()
        {
            RuleNumber = Text(rule.Number),
            Condition = new RoutingConditionDocument
            {
                KeyPrefixEquals = rule.Condition.KeyPrefix,
                KeySuffixEquals = rule.Condition.KeySuffix,
                HttpErrorCodeReturnedEquals = Text(rule.Condition.ErrorStatus),
                IncludeHeaders =
                [
                    .. rule.Condition.Headers.Select(header => new IncludeHeaderDocument(
                        header.Name,
                        header.Equal,
                        header.StartsWith,
                        header.EndsWith
                    )),
                ],
            },
            Redirect = Of(rule.Target),
        };

    private static RoutingRedirectDocument Of(RoutingTarget target) =>
        new()
        {
            RedirectType = target.Kind switch
            {
                RoutingKind.AliCdn => "AliCDN",
                RoutingKind.Internal => "Internal",
                _ => "External",
            },
            Protocol = target.Protocol,
            HostName = target.HostName,
            HttpRedirectCode = Text(target.Status),
            PassQueryString = Text(target.PassQueryString),
            ReplaceKeyWith = target.ReplaceKeyWith,
            ReplaceKeyPrefixWith = target.ReplaceKeyPrefixWith,
            EnableReplacePrefix = Text(target.EnableReplacePrefix),
        };

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(bool? flag) =>
        flag switch
        {
            null => null,
            false => "false",
            true => "true",
        };
}
