using System.Globalization;
using System.Xml.Linq;

namespace Ossa.Benchmarks;

/// <summary>
/// A bar for each goal, on a logarithmic scale around a line that is the goal itself: to the right of it is better, to the left worse.
/// </summary>
internal static class GoalPlot
{
    private const int LabelWidth = 430;
    private const int PlotWidth = 420;
    private const int ValueWidth = 110;
    private const int RowHeight = 20;
    private const int HeadHeight = 40;

    /// <summary>The scale ends at an eighth and at eight times the goal; what is further out is drawn to the edge.</summary>
    private const double MaxLog = 3;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static string Draw(IReadOnlyList<Goal> goals)
    {
        var width = LabelWidth + PlotWidth + ValueWidth;
        var height = HeadHeight + (goals.Count * RowHeight) + RowHeight;
        var root = new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {width} {height}"),
            new XAttribute("width", width),
            new XAttribute("height", height),
            new XAttribute("font-family", "system-ui, sans-serif"),
            new XAttribute("font-size", 12),
            new XElement(Svg + "title", "What was measured, as a multiple of its goal"),
            Box(0, 0, width, height, "#ffffff")
        );
        for (var log = -(int)MaxLog; log <= MaxLog; log++)
        {
            var x = XOf(log);
            root.Add(Line(x, HeadHeight - 8, height - RowHeight, log == 0 ? "#1f2937" : "#d1d5db"));
            root.Add(
                Text(
                    x,
                    HeadHeight - 14,
                    "middle",
                    log switch
                    {
                        0 => "goal",
                        < 0 => $"1/{1 << -log}",
                        _ => $"{1 << log}x",
                    }
                )
            );
        }
        for (var row = 0; row < goals.Count; row++)
        {
            AddRow(root, goals[row], HeadHeight + (row * RowHeight));
        }
        return root + "\n";
    }

    private static void AddRow(XElement root, Goal goal, int top)
    {
        var end = XOf(Math.Clamp(Math.Log2(goal.Share), -MaxLog, MaxLog));
        var (left, right) = (Math.Min(end, XOf(0)), Math.Max(end, XOf(0)));
        root.Add(Text(LabelWidth - 12, top + 14, "end", goal.Work));
        root.Add(Box(left, top + 3, Math.Max(right - left, 1), RowHeight - 6, goal.IsMet ? "#15803d" : "#c2410c"));
        root.Add(
            Text(
                LabelWidth + PlotWidth + 8,
                top + 14,
                "start",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{goal.Value:0.##} ({(goal.IsLeast ? "≥" : "≤")} {goal.Wanted:0.##})"
                )
            )
        );
    }

    private static double XOf(double log) => LabelWidth + (PlotWidth * (log + MaxLog) / (2 * MaxLog));

    private static XElement Box(double x, double y, double width, double height, string fill) =>
        new(
            Svg + "rect",
            new XAttribute("x", Short(x)),
            new XAttribute("y", Short(y)),
            new XAttribute("width", Short(width)),
            new XAttribute("height", Short(height)),
            new XAttribute("fill", fill)
        );

    private static XElement Line(double x, double top, double bottom, string stroke) =>
        new(
            Svg + "line",
            new XAttribute("x1", Short(x)),
            new XAttribute("x2", Short(x)),
            new XAttribute("y1", Short(top)),
            new XAttribute("y2", Short(bottom)),
            new XAttribute("stroke", stroke)
        );

    private static XElement Text(double x, double y, string anchor, string words) =>
        new(
            Svg + "text",
            new XAttribute("x", Short(x)),
            new XAttribute("y", Short(y)),
            new XAttribute("text-anchor", anchor),
            new XAttribute("fill", "#1f2937"),
            words
        );

    private static string Short(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
