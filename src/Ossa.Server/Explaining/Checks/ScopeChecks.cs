using Ossa.Protocol.Regions;
using Ossa.Protocol.Signing;

namespace Ossa.Server.Explaining.Checks;

/// <summary>The scope of a V4 credential: its form, day, region and product.</summary>
internal static class ScopeChecks
{
    public static IEnumerable<Finding> Find(SignedUrl url)
    {
        if (url.Find(V4Parameters.Credential) is not { Length: > 0 } credential)
        {
            return [];
        }
        return credential.Split('/') is [_, var date, var region, var product, var terminator]
            ?
            [
                .. FindDay(url, date),
                .. FindRegion(url, region),
                .. FindProduct(product),
                .. FindTerminator(terminator),
            ]
            :
            [
                Finding.Fault(
                    "BadCredential",
                    $"x-oss-credential is '{credential}', not AccessKeyId/Date/Region/oss/{CredentialScope.Terminator}."
                ),
            ];
    }

    private static IEnumerable<Finding> FindDay(SignedUrl url, string date)
    {
        if (SigningTime.TryParse(url.Find(V4Parameters.Date), out var time) && SigningTime.ToScopeDay(time) != date)
        {
            yield return Finding.Fault(
                "ScopeDay",
                $"The scope's day is {date}, but x-oss-date is of {SigningTime.ToScopeDay(time)} (UTC)."
            );
        }
    }

    private static IEnumerable<Finding> FindRegion(SignedUrl url, string region)
    {
        if (region.StartsWith(RegionTable.LocationPrefix, StringComparison.Ordinal))
        {
            yield return Finding.Fault(
                "LocationForRegion",
                $"The region is '{region}'; signatures want {RegionTable.FromLocation(region)}, without oss-.",
                Cause.Region
            );
            yield break;
        }
        if (EndpointHost.TryParse(url.Raw.Host, out var host) && host.Region is { } there && there != region)
        {
            yield return Finding.Fault(
                "HostOfOtherRegion",
                $"It was signed for the region {region}, but the host is in {there}.",
                Cause.Region
            );
        }
        else if (!RegionTable.IsKnown(region))
        {
            yield return Finding.Hint(
                "UnknownRegion",
                $"The region {region} is not one of the real service.",
                Cause.Region
            );
        }
    }

    private static IEnumerable<Finding> FindProduct(string product)
    {
        if (product is not (CredentialScope.OssProduct or "oss-cloudbox"))
        {
            yield return Finding.Fault(
                "BadProduct",
                $"The product in the scope is '{product}'; it must be {CredentialScope.OssProduct}."
            );
        }
    }

    private static IEnumerable<Finding> FindTerminator(string terminator)
    {
        if (terminator != CredentialScope.Terminator)
        {
            yield return Finding.Fault(
                "BadTerminator",
                $"The scope ends in '{terminator}' in place of {CredentialScope.Terminator}."
            );
        }
    }
}
