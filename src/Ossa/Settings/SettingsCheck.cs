using Ossa.Protocol.Regions;
using Ossa.Protocol.Signing;

namespace Ossa.Settings;

/// <summary>Finds what is wrong with settings, each as a line that names the place and says what to do.</summary>
internal static class SettingsCheck
{
    public static IEnumerable<string> Find(ClientSettings settings, Setting? mode) =>
        [
            .. CheckCredentials(settings, mode),
            .. CheckWhiteSpace(settings),
            .. CheckEndpoint(settings.Endpoint),
            .. CheckRegion(settings.Region, settings.Endpoint),
            .. CheckAddressing(settings.AddressingStyle),
        ];

    private static IEnumerable<string> CheckCredentials(ClientSettings settings, Setting? mode)
    {
        var (id, secret, token) = (settings.AccessKeyId, settings.AccessKeySecret, settings.SecurityToken);
        if (id.IsGiven && !secret.IsGiven)
        {
            yield return $"{id.Place} is set but {Other(id, "OSS_ACCESS_KEY_SECRET", "accessKeySecret")} is not; set both or neither.";
        }
        if (secret.IsGiven && !id.IsGiven)
        {
            yield return $"{secret.Place} is set but {Other(secret, "OSS_ACCESS_KEY_ID", "accessKeyID")} is not; set both or neither.";
        }
        if (token.IsGiven && !id.IsGiven && !secret.IsGiven)
        {
            yield return $"{token.Place} is set without the access key that it belongs to.";
        }
        if (settings.SessionExpiration is { Value: { } end } expiration && !SigningTime.TryParse(end, out _))
        {
            yield return $"{expiration.Place} is '{end}', which is no time such as 2026-03-01T12:00:00Z.";
        }
        if (id.Value is { } text && text == text.Trim() && !PresentedSignatures.IsAccessKeyId(text))
        {
            yield return $"{id.Place} holds characters that no access key id has.";
        }
        if (!id.IsGiven && mode?.Value is { } other && !IsKnownMode(other))
        {
            yield return $"{mode.Place} is {other}; only AK and StsToken, with the keys in the file, are understood here.";
        }
    }

    private static string Other(Setting setting, string variable, string key) =>
        setting.Origin == SettingOrigin.Environment ? variable : key;

    private static bool IsKnownMode(string mode) => mode.ToUpperInvariant() is "AK" or "STSTOKEN" or "ANONYMOUS";

    private static IEnumerable<string> CheckWhiteSpace(ClientSettings settings) =>
        new[] { settings.AccessKeyId, settings.AccessKeySecret, settings.SecurityToken, settings.Region }
            .Where(setting => setting.Value is { } value && value != value.Trim())
            .Select(setting => $"{setting.Place} begins or ends with white space, which would become part of it.");

    private static IEnumerable<string> CheckEndpoint(Setting endpoint)
    {
        if (EndpointAddress.Parse(endpoint.Value!) is not { } uri)
        {
            yield return $"'{endpoint.Value}' ({endpoint.Place}) is no endpoint; write http://HOST:PORT or https://HOST.";
        }
        else if (EndpointHost.TryParse(uri.Host, out var host) && host.Bucket is { } bucket)
        {
            yield return $"'{endpoint.Value}' ({endpoint.Place}) begins with the bucket '{bucket}'; write {host with { Bucket = null }} "
                + $"and name the bucket in oss://{bucket}/.";
        }
    }

    private static IEnumerable<string> CheckAddressing(Setting addressing)
    {
        if (!AddressingStyles.IsKnown(addressing.Value))
        {
            yield return $"'{addressing.Value}' ({addressing.Place}) is no addressing style; write one of "
                + $"{string.Join(", ", AddressingStyles.Names)}.";
        }
    }

    private static IEnumerable<string> CheckRegion(Setting region, Setting endpoint)
    {
        var id = region.Value!.Trim();
        if (id.StartsWith(RegionTable.LocationPrefix, StringComparison.Ordinal))
        {
            yield return $"'{id}' ({region.Place}) is a location; as a region write {RegionTable.FromLocation(id)}.";
        }
        else if (id.Length == 0 || !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            yield return $"'{id}' ({region.Place}) is no region; write one like cn-hangzhou.";
        }
        else if (
            EndpointAddress.Parse(endpoint.Value!) is { } uri
            && EndpointHost.TryParse(uri.Host, out var host)
            && host.Region is { } there
            && there != id
        )
        {
            yield return $"'{id}' ({region.Place}) is not the region of the endpoint, which is {there}; signatures would be refused.";
        }
    }
}
