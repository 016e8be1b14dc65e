using System.Net;

namespace Ossa.Settings;

/// <summary>Endpoints as people write them: a URL, or a host alone, which means https except on this machine.</summary>
internal static class EndpointAddress
{
    public const string Default = "http://127.0.0.1:9000";

    /// <summary>Null where the text is no address of a server.</summary>
    public static Uri? Parse(string text)
    {
        if (!text.Contains("://", StringComparison.Ordinal))
        {
            text = $"{(IsLoopback(text) ? "http" : "https")}://{text}";
        }
        return
            Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri
                is {
                    Scheme: "http" or "https",
                    AbsolutePath: "/",
                    Query: "",
                    Fragment: "",
                    UserInfo: "",
                    Host.Length: > 0
                }
            ? uri
            : null;
    }

    private static bool IsLoopback(string hostAndPort) =>
        Uri.TryCreate($"http://{hostAndPort}", UriKind.Absolute, out var uri)
        && (
            uri.IsLoopback
            || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address))
        );
}
