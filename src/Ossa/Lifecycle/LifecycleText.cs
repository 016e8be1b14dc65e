using System.Diagnostics;
using System.Globalization;
using Ossa.CommandLine;
using Ossa.Engine.Lifecycle;

namespace Ossa.Lifecycle;

/// <summary>An action of lifecycle rules as one line for people. What it is about is never cut.</summary>
internal static class LifecycleText
{
    public static string Of(LifecycleStep step)
    {
        var version = step.Version is null ? "" : $" version {step.Version}";
        var upload = step.Upload is null ? "" : $" upload {step.Upload}";
        var place = $"oss://{Printable.Of(step.Bucket)}/{Printable.Of(step.Key)}{version}{upload}";
        var due = step.Action.DueAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"{WordOf(step)} {place} (rule {Printable.Of(step.Action.Rule)}, due {due})";
    }

    private static string WordOf(LifecycleStep step)
    {
        var word = step.Action.Kind switch
        {
            LifecycleActionKind.Transition => $"to {step.Action.StorageClass}:",
            LifecycleActionKind.Expire => "delete:",
            LifecycleActionKind.DeleteVersion => "delete for good:",
            LifecycleActionKind.RemoveMarker => "remove marker:",
            LifecycleActionKind.AbortUpload => "abort:",
            _ => throw new UnreachableException($"There is no action {step.Action.Kind}."),
        };
        return step.Outcome switch
        {
            LifecycleOutcome.Kept => "kept, no " + word,
            LifecycleOutcome.Changed => "changed meanwhile, no " + word,
            _ => word,
        };
    }
}
