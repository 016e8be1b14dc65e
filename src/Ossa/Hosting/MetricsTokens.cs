namespace Ossa.Hosting;

/// <summary>The token of the metrics page.</summary>
internal static class MetricsTokens
{
    private const int MinLength = 16;

    public static string? Read(ServeSettings settings)
    {
        var setting = settings.Find(ServeCatalogue.MetricsToken);
        if (setting.Value is { } token && !IsToken(token))
        {
            // What it is now may be most of what it was meant to be.
            settings.Refuse(
                $"{setting.Place}: the token needs at least {MinLength} printable ASCII characters and no space.",
                setting
            );
        }

        return setting.Value;
    }

    private static bool IsToken(string text) =>
        text.Length >= MinLength && !text.AsSpan().ContainsAnyExceptInRange('!', '~');
}
