using System.Globalization;
using System.Text;
using Ossa.Server.Pages;
using QRCoder;

namespace Ossa.Server.Sharing;

/// <summary>A QR code as SVG: one path, dark on white whatever the page's colours, since cameras want it so.</summary>
internal static class QrSvg
{
    public static Html Of(string text, string label)
    {
        var (modules, path) = Draw(text);
        return Html.Of(
            $"""
            <svg viewBox="0 0 {modules} {modules}" role="img" aria-label="{label}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{modules}v{modules}H0z"/><path d="{path}"/></svg>
            """
        );
    }

    /// <summary>How many modules wide the code is, and its dark ones as a path.</summary>
    public static (int Modules, string Path) Draw(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        var rows = code.ModuleMatrix;
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                if (rows[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return (rows.Count, path.ToString());
    }
}
