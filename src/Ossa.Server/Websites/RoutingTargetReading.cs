using System.Globalization;
using System.Text;
using Ossa.Engine.Websites;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Names;

namespace Ossa.Server.Websites;

/// <summary>Makes a rule's document into where it leads. What would fetch from other servers is refused by its name.</summary>
internal static class RoutingTargetReading
{
    public static RoutingTarget Read(RoutingRedirectDocument redirect)
    {
        var target = new RoutingTarget
        {
            Kind = ReadKind(WebsiteValue.Text(redirect.RedirectType)),
            Protocol = WebsiteValue.Text(redirect.Protocol),
            HostName = WebsiteValue.Text(redirect.HostName),
            Status = WebsiteValue.Number("HttpRedirectCode", redirect.HttpRedirectCode, IsRedirect),
            PassQueryString = WebsiteValue.Flag("PassQueryString", redirect.PassQueryString),
            ReplaceKeyWith = WebsiteValue.Text(redirect.ReplaceKeyWith),
            ReplaceKeyPrefixWith = WebsiteValue.Text(redirect.ReplaceKeyPrefixWith),
            EnableReplacePrefix = WebsiteValue.Flag("EnableReplacePrefix", redirect.EnableReplacePrefix),
        };
        CheckAddress(target);
        CheckReplacement(target);
        return target;
    }

    private static RoutingKind ReadKind(string? type) =>
        type switch
        {
            "External" => RoutingKind.External,
            "AliCDN" => RoutingKind.AliCdn,
            "Internal" => RoutingKind.Internal,
            "Mirror" => throw new OssException(OssErrors.NotImplementedMirror),
            _ => throw WebsiteValue.Invalid("RedirectType", type ?? ""),
        };

    /// <summary>A redirect needs all of an address; what leads within the bucket may state parts, which then count for nothing.</summary>
    private static void CheckAddress(RoutingTarget target)
    {
        var isRedirect = target.Kind != RoutingKind.Internal;
        if ((isRedirect || target.Protocol is not null) && target.Protocol is not ("http" or "https"))
        {
            throw WebsiteValue.Invalid("Protocol", target.Protocol ?? "");
        }

        if ((isRedirect || target.HostName is not null) && !IsHost(target.HostName ?? ""))
        {
            throw WebsiteValue.Invalid("HostName", target.HostName ?? "");
        }

        if (isRedirect && target.Status is null)
        {
            throw WebsiteValue.Invalid("HttpRedirectCode", "");
        }
    }

    /// <summary>The key is replaced, or its prefix, but not both.</summary>
    private static void CheckReplacement(RoutingTarget target)
    {
        if (target is { ReplaceKeyWith: not null, ReplaceKeyPrefixWith: { } prefix })
        {
            throw WebsiteValue.Invalid("ReplaceKeyPrefixWith", prefix);
        }

        if (target.ReplaceKeyWith?.Length > ObjectKey.MaxBytes)
        {
            throw WebsiteValue.Invalid("ReplaceKeyWith", target.ReplaceKeyWith);
        }

        if (target is { ReplaceKeyWith: not null, EnableReplacePrefix: true })
        {
            throw WebsiteValue.Invalid("EnableReplacePrefix", "true");
        }
    }

    private static bool IsRedirect(int status) => status is 301 or 302 or 307;

    /// <summary>A name of a host, or an address of IPv4, and a port where there is one: nothing that could end a header.</summary>
    private static bool IsHost(string host)
    {
        var colon = host.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? host : host[..colon];
        var isPort =
            colon < 0
            || ushort.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return isPort && Ascii.IsValid(name) && Uri.CheckHostName(name) is UriHostNameType.Dns or UriHostNameType.IPv4;
    }
}
