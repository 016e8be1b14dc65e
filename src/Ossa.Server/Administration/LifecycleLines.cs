using System.Text.Json;
using System.Text.Json.Serialization;
using Ossa.Engine.Lifecycle;

namespace Ossa.Server.Administration;

/// <summary>A run over lifecycle rules told in lines of JSON: one for each action, one for each bucket that failed, the figures as the last.</summary>
public static class LifecycleLines
{
    /// <summary>A step as one line, without its end.</summary>
    public static string Write(LifecycleStep step) =>
        JsonSerializer.Serialize(
            new LifecycleStepLine(
                step.Action.Kind,
                step.Outcome,
                step.Bucket,
                step.Key,
                step.Version,
                step.Upload,
                step.Action.StorageClass,
                step.Action.Rule,
                step.Action.DueAt,
                step.Bytes
            ),
            LifecycleLinesJson.Default.LifecycleStepLine
        );

    /// <summary>That a bucket could not be gone over to the end, as one line, without its end.</summary>
    public static string WriteFailure(string bucket) => Write(new LifecycleFiguresLine(null, null, bucket));

    /// <summary>The figures of a run that has come to its end, as one line, without its end.</summary>
    public static string WriteSummary(LifecycleFigures figures) => Write(new LifecycleFiguresLine(figures, null, null));

    /// <summary>The figures of a run that goes on, as one line, without its end.</summary>
    public static string WriteProgress(LifecycleFigures figures) =>
        Write(new LifecycleFiguresLine(null, figures, null));

    /// <summary>The figures, if a line tells the final ones: then the run is through.</summary>
    /// <exception cref="JsonException">The line is no JSON.</exception>
    public static LifecycleFigures? ReadSummary(string line) => ReadFigures(line)?.Summary;

    /// <summary>The figures, if a line tells how far the run has come.</summary>
    /// <exception cref="JsonException">The line is no JSON.</exception>
    public static LifecycleFigures? ReadProgress(string line) => ReadFigures(line)?.Progress;

    /// <summary>The bucket, if a line tells that one failed.</summary>
    /// <exception cref="JsonException">The line is no JSON.</exception>
    public static string? ReadFailure(string line) => ReadFigures(line)?.Failed;

    /// <summary>The step that a line tells.</summary>
    /// <exception cref="JsonException">The line is no step.</exception>
    public static LifecycleStep ReadStep(string line)
    {
        var read = JsonSerializer.Deserialize(line, LifecycleLinesJson.Default.LifecycleStepLine)!;
        var action = new LifecycleAction(read.Action, read.Rule, read.DueAt) { StorageClass = read.StorageClass };
        return new LifecycleStep(read.Bucket, read.Key, action, read.Outcome)
        {
            Version = read.Version,
            Upload = read.Upload,
            Bytes = read.Bytes,
        };
    }

    private static string Write(LifecycleFiguresLine line) =>
        JsonSerializer.Serialize(line, LifecycleLinesJson.Default.LifecycleFiguresLine);

    private static LifecycleFiguresLine? ReadFigures(string line) =>
        JsonSerializer.Deserialize(line, LifecycleLinesJson.Default.LifecycleFiguresLine);
}

internal sealed record LifecycleStepLine(
    LifecycleActionKind Action,
    LifecycleOutcome Outcome,
    string Bucket,
    string Key,
    string? Version,
    string? Upload,
    string? StorageClass,
    string Rule,
    DateTimeOffset DueAt,
    long Bytes
);

internal sealed record LifecycleFiguresLine(LifecycleFigures? Summary, LifecycleFigures? Progress, string? Failed);

[JsonSerializable(typeof(LifecycleStepLine))]
[JsonSerializable(typeof(LifecycleFiguresLine))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
internal sealed partial class LifecycleLinesJson : JsonSerializerContext;
