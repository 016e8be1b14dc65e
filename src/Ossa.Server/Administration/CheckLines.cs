using System.Text.Json;
using System.Text.Json.Serialization;
using Ossa.Engine.Checking;

namespace Ossa.Server.Administration;

/// <summary>A check told in lines of JSON: one for each finding as it is found, and the final figures as the last.</summary>
public static class CheckLines
{
    /// <summary>A finding as one line, without its end.</summary>
    public static string Write(Finding finding) =>
        JsonSerializer.Serialize(
            new FindingLine(
                finding.Kind,
                finding.Detail,
                finding.Bucket,
                finding.Key,
                finding.Version,
                finding.Body,
                finding.Repaired
            ),
            CheckLinesJson.Default.FindingLine
        );

    /// <summary>The figures of a check that has come to its end, as one line, without its end.</summary>
    public static string WriteSummary(CheckFigures figures) => Write(new FiguresLine(figures, null));

    /// <summary>The figures of a check that goes on, as one line, without its end.</summary>
    public static string WriteProgress(CheckFigures figures) => Write(new FiguresLine(null, figures));

    /// <summary>The figures, if a line tells the final ones: then the check is through.</summary>
    /// <exception cref="JsonException">The line is no JSON.</exception>
    public static CheckFigures? ReadSummary(string line) => ReadFigures(line)?.Summary;

    /// <summary>The figures, if a line tells how far the check has come.</summary>
    /// <exception cref="JsonException">The line is no JSON.</exception>
    public static CheckFigures? ReadProgress(string line) => ReadFigures(line)?.Progress;

    /// <summary>The finding that a line tells.</summary>
    /// <exception cref="JsonException">The line is no finding.</exception>
    public static Finding ReadFinding(string line)
    {
        var read = JsonSerializer.Deserialize(line, CheckLinesJson.Default.FindingLine)!;
        return new Finding(read.Kind, read.Detail)
        {
            Bucket = read.Bucket,
            Key = read.Key,
            Version = read.Version,
            Body = read.Body,
            Repaired = read.Repaired,
        };
    }

    private static string Write(FiguresLine line) => JsonSerializer.Serialize(line, CheckLinesJson.Default.FiguresLine);

    private static FiguresLine? ReadFigures(string line) =>
        JsonSerializer.Deserialize(line, CheckLinesJson.Default.FiguresLine);
}

internal sealed record FindingLine(
    FindingKind Kind,
    string Detail,
    string? Bucket,
    string? Key,
    string? Version,
    string? Body,
    bool Repaired
);

internal sealed record FiguresLine(CheckFigures? Summary, CheckFigures? Progress);

[JsonSerializable(typeof(FindingLine))]
[JsonSerializable(typeof(FiguresLine))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
internal sealed partial class CheckLinesJson : JsonSerializerContext;
