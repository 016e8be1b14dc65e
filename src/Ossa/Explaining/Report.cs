using Ossa.CommandLine;
using Ossa.Server.Explaining;

namespace Ossa.Explaining;

/// <summary>Writes all that is known about a signed URL.</summary>
internal sealed class Report(Explanation explanation, TextWriter output)
{
    private const string Nothing = "(nothing)";

    public void Write()
    {
        Table.Write(output, [.. explanation.Facts.Select(fact => new[] { fact.Name, fact.Text })]);
        output.WriteLine();
        WriteFindings(explanation.Findings);
        if (explanation is { Findings: [], IsSignatureRight: not false, Refusal: null })
        {
            output.WriteLine("No usual mistake was found.");
            output.WriteLine();
        }
        else if (explanation.Findings.Count > 0)
        {
            output.WriteLine();
        }

        output.WriteLine(explanation.Verdict);
        if (explanation.Refusal is { } refusal)
        {
            WriteRefusal(refusal);
        }
        else if (explanation is { IsSignatureRight: not true, Signed: [_, ..] signed })
        {
            output.WriteLine();
            output.WriteLine(
                explanation.IsV4
                    ? $"The canonical request for {explanation.Method}:"
                    : $"The string to sign for {explanation.Method}:"
            );
            WriteIndented(signed);
        }

        WriteAnswer();
    }

    private void WriteFindings(IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            output.WriteLine($"{(finding.IsFault ? "fault" : "hint ")}  {finding.Text}");
        }
    }

    private void WriteRefusal(ExplainedRefusal refusal)
    {
        output.WriteLine();
        var says = explanation.Now is null ? "The server said" : "The server would say now:";
        output.WriteLine(
            $"{says} {refusal.Code}: {refusal.Message}{(refusal.Ec is null ? "" : $" (EC {refusal.Ec})")}"
        );
        WriteFindings(refusal.Findings);
        if (refusal.Parts.Count == 0)
        {
            if (explanation.Now is null)
            {
                output.WriteLine("The error does not show what the server computed from.");
            }

            return;
        }

        output.WriteLine();
        output.WriteLine("What was signed (<) and what the server received (>):");
        WriteIndented(Lines(refusal.Parts));
        output.WriteLine(
            refusal.Parts.Any(part => part.Differs)
                ? "The marked lines differ: the client sent something else than what was signed."
                : "Nothing differs: the signer used another secret, or signed something else."
        );
    }

    private void WriteAnswer()
    {
        if (explanation.Now is not { } now)
        {
            return;
        }

        if (now.IsAnswered)
        {
            output.WriteLine($"The server would let it in now, as {now.Operation}.");
        }

        if (now.Reason is { } reason)
        {
            output.WriteLine($"Permission: {reason}.");
        }
    }

    /// <summary>The lines that differ begin with an exclamation mark.</summary>
    private static IEnumerable<string> Lines(IReadOnlyList<ComparedPart> parts)
    {
        var width = parts.Max(part => part.Label.Length);
        foreach (var part in parts)
        {
            var label = part.Label.PadRight(width);
            if (!part.Differs)
            {
                yield return $"     {label}  {part.Signed}".TrimEnd();
                continue;
            }

            yield return $"! <  {label}  {part.Signed ?? Nothing}".TrimEnd();
            yield return $"! >  {label}  {part.Received ?? Nothing}".TrimEnd();
        }
    }

    private void WriteIndented(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            output.WriteLine($"  {line}".TrimEnd());
        }
    }
}
