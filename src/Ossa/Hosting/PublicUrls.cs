using Ossa.CommandLine;

namespace Ossa.Hosting;

/// <summary>The flag <c>--public-url</c>.</summary>
internal static class PublicUrls
{
    public static Uri? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var valid =
            Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
            && url.PathAndQuery == "/";
        return valid
            ? url
            : throw new UsageException(
                $"--public-url {text}: expected a URL without a path, such as https://files.example.com."
            );
    }
}
