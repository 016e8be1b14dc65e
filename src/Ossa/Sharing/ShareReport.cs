using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Server.Hosting;
using Ossa.Server.Sharing;
using QRCoder;

namespace Ossa.Sharing;

/// <summary>What a person wants to know about a link that was just made; on standard error, since standard output is the URL.</summary>
internal static class ShareReport
{
    public static async Task WriteAsync(CommandContext context, ShareRequest request, PresignedRequest signed)
    {
        var size = Amounts.Bytes(new FileInfo(request.File).Length);
        var validity = signed.Expiration - signed.SignedAt;
        await context.Error.WriteLineAsync(
            $"{request.Name} ({size}) can be downloaded until {ShownTime.Of(signed.Expiration)}, for {DurationText.Format(validity)}:"
        );
        if (ShellWord.OfUrl(signed.Url) is { } word)
        {
            await context.Error.WriteLineAsync($"  curl -f -o {ShellWord.OfName(request.Name)} {word}");
        }

        if (context.IsErrorTerminal)
        {
            await context.Error.WriteLineAsync(QrCode(signed.Url));
        }
    }

    private static string QrCode(string url)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(url, QRCodeGenerator.ECCLevel.L);
        using var code = new AsciiQRCode(data);
        return code.GetGraphicSmall();
    }
}
