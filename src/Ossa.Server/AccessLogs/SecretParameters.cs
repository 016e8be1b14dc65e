using System.Text;
using Ossa.Protocol.Signing;

namespace Ossa.Server.AccessLogs;

/// <summary>Parameters and headers whose values open something, and so stand in no log.</summary>
internal static class SecretParameters
{
    public const string Redacted = "REDACTED";

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Signature",
        "x-oss-signature",
        "security-token",
        "x-oss-security-token",
        "Authorization",
        "Cookie",
        "Proxy-Authorization",
    };

    public static bool IsSecret(string name) => Names.Contains(name);

    /// <summary>A target or a URL with the values of such parameters in its query taken out.</summary>
    public static string Redact(string url)
    {
        var mark = url.IndexOf('?', StringComparison.Ordinal);
        if (mark < 0)
        {
            return url;
        }

        var text = new StringBuilder(url.Length).Append(url, 0, mark + 1);
        var isFirst = true;
        foreach (var parameter in url[(mark + 1)..].Split('&'))
        {
            text.Append(isFirst ? "" : "&").Append(RedactParameter(parameter));
            isFirst = false;
        }

        return text.ToString();
    }

    /// <summary>A name may be percent-encoded, needlessly or to be overlooked.</summary>
    private static string RedactParameter(string parameter)
    {
        var equals = parameter.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return parameter;
        }

        var raw = parameter[..equals];
        var name = UriEncoding.TryDecode(raw, plusIsSpace: true, out var decoded) ? decoded : raw;
        return IsSecret(name) ? $"{raw}={Redacted}" : parameter;
    }
}
