using Ossa.CommandLine;

namespace Ossa.Hosting;

/// <summary>Addresses to listen on, as flags state them.</summary>
internal static class ListenAddresses
{
    public const int DefaultPort = 9000;

    public static readonly Uri Default = Loopback(DefaultPort);

    public static Uri Loopback(int port) => new($"http://127.0.0.1:{port}");

    /// <summary>Reads <c>http://HOST:PORT</c>, or https; a path or another scheme is an error.</summary>
    public static Uri Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new UsageException($"--listen {text}: expected an address such as http://127.0.0.1:9000.");
        }

        if (url.PathAndQuery != "/")
        {
            throw new UsageException($"--listen {text}: an address to listen on has no path.");
        }

        return url;
    }
}
