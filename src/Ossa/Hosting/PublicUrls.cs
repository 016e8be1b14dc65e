using Ossa.CommandLine;

namespace Ossa.Hosting;

/// <summary>What a server calls itself.</summary>
internal static class PublicUrls
{
    private const string Form = "is no URL without a path, such as https://files.example.com.";

    public static Uri? Read(ServeSettings settings)
    {
        var setting = settings.Find(ServeCatalogue.PublicUrl);
        var url = TryParse(setting.Value);
        if (url is null && setting.IsGiven)
        {
            settings.Refuse(setting, Form);
        }

        return url;
    }

    /// <summary>Reads a flag.</summary>
    public static Uri? Parse(string? text) =>
        text is null ? null : TryParse(text) ?? throw new UsageException($"--public-url: '{text}' {Form}");

    private static Uri? TryParse(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.PathAndQuery == "/"
            ? url
            : null;
}
