using Ossa.CommandLine;

namespace Ossa.Hosting;

/// <summary>Addresses to listen on: <c>http://HOST:PORT</c>, or https, without a path.</summary>
internal static class ListenAddresses
{
    public const int DefaultPort = 9000;

    private const string Form = "is no address to listen on; write one such as http://127.0.0.1:9000, without a path.";

    public static readonly Uri Default = Loopback(DefaultPort);

    public static Uri Loopback(int port) => new($"http://127.0.0.1:{port}");

    public static IReadOnlyList<Uri> Read(ServeSettings settings)
    {
        var setting = settings.Find(ServeCatalogue.Listen);
        var addresses = new List<Uri>();
        foreach (var text in ServeSettings.PartsOf(setting))
        {
            if (TryParse(text) is { } address)
            {
                addresses.Add(address);
            }
            else
            {
                settings.Refuse(setting, Form, text);
            }
        }

        if (addresses.Count == 0)
        {
            settings.Refuse($"{setting.Place}: there is no address to listen on.", setting);
        }

        return addresses;
    }

    /// <summary>Reads a flag.</summary>
    /// <exception cref="UsageException">It is no address.</exception>
    public static Uri Parse(string text) => TryParse(text) ?? throw new UsageException($"--listen: '{text}' {Form}");

    private static Uri? TryParse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.PathAndQuery == "/"
            ? url
            : null;
}
