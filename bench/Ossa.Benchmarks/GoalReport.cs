using System.Globalization;

namespace Ossa.Benchmarks;

/// <summary>What was measured beside its goals: a table for people and a picture of it.</summary>
internal static class GoalReport
{
    public static int Write(TextWriter output, string measured, string picture)
    {
        var goals = File.ReadLines(measured).Select(Goal.Parse).ToList();
        output.WriteLine("| work | beside | measured | goal | met | on |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var goal in goals)
        {
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {goal.Work} | {goal.Yardstick} | {goal.Value:0.##} | {(goal.IsLeast ? "at least" : "at most")} {goal.Wanted:0.##} "
                        + $"| {(goal.IsMet ? "yes" : "no")} | {goal.Date} |"
                )
            );
        }
        File.WriteAllText(picture, GoalPlot.Draw(goals));
        return 0;
    }
}
