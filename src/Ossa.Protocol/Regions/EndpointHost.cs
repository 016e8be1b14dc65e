using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Ossa.Protocol.Regions;

/// <summary>
/// A host of the real service, which tells region and network, and what stands before it in a virtual-hosted address.
/// See https://www.alibabacloud.com/help/en/oss/user-guide/regions-and-endpoints.
/// </summary>
/// <param name="Kind">The way in.</param>
/// <param name="Region">The region's id, or null for the accelerated ways, which serve all regions.</param>
/// <param name="Bucket">The bucket that stands before the endpoint, or null.</param>
public sealed partial record EndpointHost(EndpointKind Kind, string? Region, string? Bucket = null)
{
    /// <summary>The host's name, in lower case and without scheme or port.</summary>
    public override string ToString() => Bucket is null ? Endpoint : $"{Bucket}.{Endpoint}";

    private string Endpoint =>
        Kind switch
        {
            EndpointKind.Public => $"oss-{Region}.aliyuncs.com",
            EndpointKind.Internal => $"oss-{Region}-internal.aliyuncs.com",
            EndpointKind.DualStack => $"{Region}.oss.aliyuncs.com",
            EndpointKind.Accelerate => "oss-accelerate.aliyuncs.com",
            _ => "oss-accelerate-overseas.aliyuncs.com",
        };

    /// <summary>Reads a host name; false when it is none of the service's.</summary>
    /// <param name="host">The name without scheme and port, in any case.</param>
    /// <param name="parsed">What it tells.</param>
    public static bool TryParse(string host, [NotNullWhen(true)] out EndpointHost? parsed)
    {
        var match = Form().Match(host.ToLowerInvariant());
        parsed = match.Success ? Read(match) : null;
        return parsed is not null;
    }

    private static EndpointHost Read(Match match)
    {
        var bucket = match.Groups["bucket"] is { Success: true, Value: var name } ? name : null;
        var region = match.Groups["region"].Value;
        if (match.Groups["dual"].Success)
        {
            return new EndpointHost(EndpointKind.DualStack, match.Groups["dual"].Value, bucket);
        }
        return region switch
        {
            "accelerate" => new EndpointHost(EndpointKind.Accelerate, Region: null, bucket),
            "accelerate-overseas" => new EndpointHost(EndpointKind.AccelerateOverseas, Region: null, bucket),
            _ when match.Groups["internal"].Success => new EndpointHost(EndpointKind.Internal, region, bucket),
            _ => new EndpointHost(EndpointKind.Public, region, bucket),
        };
    }

    [GeneratedRegex(
        """
            ^ ( (?<bucket> [a-z0-9] [a-z0-9-]{1,61} [a-z0-9] ) \. )?
            ( oss- (?<region> [a-z0-9] [a-z0-9-]*? [a-z0-9] ) (?<internal> -internal )?
            | (?<dual> [a-z0-9] [a-z0-9-]* [a-z0-9] ) \.oss )
            \.aliyuncs\.com \z
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Form();
}
