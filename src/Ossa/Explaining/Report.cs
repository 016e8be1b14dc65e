using Ossa.CommandLine;
using Ossa.Server.Explaining;

namespace Ossa.Explaining;

/// <summary>Writes all that is known about a signed URL.</summary>
internal sealed class Report(Explanation explanation, CommandContext context)
{
    /// <summary>As wide as what stands before a finding.</summary>
    private const int Indent = 7;

    private const string Nothing = "(nothing)";

    private readonly TextWriter _output = context.Out;

    public void Write()
    {
        Table.Write(_output, [.. explanation.Facts.Select(fact => new[] { fact.Name, Printable.Of(fact.Text) })]);
        _output.WriteLine();
        CauseTable.Write(_output, explanation.Causes);
        _output.WriteLine();
        WriteFindings(explanation.Findings);
        if (explanation is { Findings: [], IsSignatureRight: not false, Refusal: null })
        {
            _output.WriteLine("No usual mistake was found.");
            _output.WriteLine();
        }
        else if (explanation.Findings.Count > 0)
        {
            _output.WriteLine();
        }

        Say(explanation.Verdict);
        if (explanation.Refusal is { } refusal)
        {
            WriteRefusal(refusal);
        }
        else if (explanation is { IsSignatureRight: not true, Signed: [_, ..] signed })
        {
            _output.WriteLine();
            _output.WriteLine(
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
            Say($"{(finding.IsFault ? "fault" : "hint ")}  {finding.Text}", Indent);
        }
    }

    private void WriteRefusal(ExplainedRefusal refusal)
    {
        _output.WriteLine();
        var says = explanation.Now is null ? "The server said" : "The server would say now:";
        Say($"{says} {refusal.Code}: {refusal.Message}{(refusal.Ec is null ? "" : $" (EC {refusal.Ec})")}");
        WriteFindings(refusal.Findings);
        if (refusal.Parts.Count == 0)
        {
            if (explanation is { Now: null, Signed: [_, ..] })
            {
                _output.WriteLine("The error does not show what the server computed from.");
            }

            return;
        }

        _output.WriteLine();
        _output.WriteLine("What was signed (<) and what the server received (>):");
        WriteIndented(Lines(refusal.Parts));
        _output.WriteLine(
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
            _output.WriteLine($"The server would let it in now, as {now.Operation}.");
        }

        if (now.Reason is { } reason)
        {
            _output.WriteLine($"Permission: {reason}.");
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

    /// <summary>What is told here may come from elsewhere.</summary>
    private void Say(string text, int indent = 0) =>
        Prose.Write(_output, Printable.Of(text), context.OutColumns, indent);

    private void WriteIndented(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            _output.WriteLine($"  {line}".TrimEnd());
        }
    }
}
