using System.Text.Json;
using System.Text.Json.Serialization;
using Ossa.Engine.Checking;

namespace Ossa.Server.Administration;

/// <summary>A check told in lines of JSON: one for each finding as it is found, and the figures as the last.</summary>
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
    public static string Write(CheckFigures figures) =>
        JsonSerializer.Serialize(new FiguresLine(figures), CheckLinesJson.Default.FiguresLine);

    /// <summary>The figures, if a line tells them: then the check is through.</summary>
    /// <exception cref="JsonException">The line is neither.</exception>
    public static CheckFigures? ReadFigures(string line) =>
        JsonSerializer.Deserialize(line, CheckLinesJson.Default.FiguresLine)?.Summary;

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

internal sealed record FiguresLine(CheckFigures? Summary);

[JsonSerializable(typeof(FindingLine))]
[JsonSerializable(typeof(FiguresLine))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
internal sealed partial class CheckLinesJson : JsonSerializerContext;
