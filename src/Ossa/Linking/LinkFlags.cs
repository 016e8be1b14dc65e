using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Server.Administration;

namespace Ossa.Linking;

/// <summary>Tells what a link cannot have by the flags that asked for it.</summary>
internal static class LinkFlags
{
    /// <summary>The flags by the names that the server has for what they say.</summary>
    private static readonly Dictionary<string, string> Names = new()
    {
        ["Addresses"] = "--from",
        ["BytesPerSecond"] = "--rate",
        ["Disposition"] = "--download-name, --inline or --attachment",
        ["ExpiresAt"] = "--expires",
        ["Key"] = "The key of a folder",
        ["MaxBytes"] = "--max-bytes",
        ["MaxDownloads"] = "--max-downloads",
        ["MaxFileBytes"] = "--max-size",
        ["MaxFiles"] = "--max-files",
        ["MayOverwrite"] = "--overwrite",
        ["Name"] = "--name",
        ["NotBefore"] = "--not-before",
        ["Types"] = "--types",
        [AdminApi.MaxDownloads] = "--max-downloads",
        [AdminApi.MaxFiles] = "--max-files",
        [AdminApi.NotBefore] = "--not-before",
    };

    /// <summary>Runs what asks the server for a link.</summary>
    /// <exception cref="CommandException">The server refused.</exception>
    public static async Task<LinkAnswer> AskAsync(Func<Task<LinkAnswer>> ask)
    {
        try
        {
            return await ask();
        }
        catch (RefusedException refusal) when (Explain(refusal) is { } text)
        {
            throw new CommandException(text, refusal);
        }
    }

    private static string? Explain(RefusedException refusal) =>
        refusal.Error.Detail("ArgumentName") is { } argument
        && Names.TryGetValue(argument, out var flag)
        && refusal.Error.Detail("Rule") is { } rule
            ? $"{flag} {Printable.Of(rule)}."
            : null;
}
