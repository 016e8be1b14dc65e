using System.Text;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;
using Ossa.Server.Sharing;

namespace Ossa.Server.WebConsole;

/// <summary>A URL that is to be handed out.</summary>
/// <param name="Url">The URL.</param>
/// <param name="Key">The key of what it gives, whose last part is the name of the file.</param>
internal sealed record HandoutWish(string Url, string Key);

/// <summary>A program that downloads a URL.</summary>
/// <param name="Language">What it is written in.</param>
/// <param name="File">The name of its file.</param>
/// <param name="Source">The file.</param>
/// <param name="Use">How it is called, or null where the program itself asks for the URL.</param>
internal sealed record HandoutSample(string Language, string File, string Source, string? Use = null);

/// <summary>What makes a URL easy to hand out: the code that cameras read, and programs that download it, those of the share page.</summary>
/// <param name="QrModules">How many modules wide the code is.</param>
/// <param name="QrPath">Its dark modules, as a path of SVG.</param>
/// <param name="Curl">The shortest way to download; null where no word is the URL in every shell.</param>
/// <param name="Samples">The programs.</param>
internal sealed record Handout(int QrModules, string QrPath, string? Curl, IReadOnlyList<HandoutSample> Samples)
{
    private const int MaxUrlBytes = 2048;

    public static async Task AnswerAsync(OssContext context)
    {
        var wish = await ConsoleJson.ReadAsync(context, ConsoleJson.Default.HandoutWish);
        if (Encoding.UTF8.GetByteCount(wish.Url) > MaxUrlBytes)
        {
            throw new OssException(ConsoleErrors.InvalidBody);
        }

        var name = DisplayName.OfKey(wish.Key);
        var (modules, path) = QrSvg.Draw(wish.Url);
        var samples = CodeSample.All.Select(sample => new HandoutSample(
            sample.Language,
            sample.File,
            sample.Source,
            sample.Use(wish.Url, name)
        ));
        var handout = new Handout(modules, path, CodeSample.Curl(wish.Url, name), [.. samples]);
        await ConsoleJson.WriteAsync(context, handout, ConsoleJson.Default.Handout);
    }
}
