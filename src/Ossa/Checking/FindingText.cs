using Ossa.CommandLine;
using Ossa.Engine.Checking;

namespace Ossa.Checking;

/// <summary>A finding as one line for people: what it is about, and the details, whole.</summary>
internal static class FindingText
{
    public static string Of(Finding finding) =>
        $"{(finding.Repaired ? "repaired" : "damage")}: {NameOf(finding.Kind)}{PlaceOf(finding)}: {Printable.Of(finding.Detail)}";

    private static string PlaceOf(Finding finding)
    {
        if (finding.Bucket is null)
        {
            return finding.Body is { } body ? $" {body}" : "";
        }

        var key = finding.Key is null ? "" : "/" + Printable.Of(finding.Key);
        var version = finding.Version is null ? "" : $" version {finding.Version}";
        return $" oss://{Printable.Of(finding.Bucket)}{key}{version}";
    }

    private static string NameOf(FindingKind kind) =>
        kind switch
        {
            FindingKind.MissingBody => "data missing",
            FindingKind.DamagedBody => "data damaged",
            FindingKind.UnreadableRow => "record unreadable",
            FindingKind.MissingHolder => "holder missing",
            FindingKind.StaleHolder => "holder stale",
            FindingKind.OrphanBlob => "orphan blob",
            FindingKind.OrphanRow => "orphan row",
            FindingKind.WrongCounter => "counter wrong",
            FindingKind.WrongCurrent => "current version wrong",
            FindingKind.WrongVersions => "versions wrong",
            FindingKind.StrayParts => "parts without upload",
            FindingKind.MissingKeyring => "keyring missing",
            FindingKind.LockedSecret => "secret locked",
            FindingKind.BrokenReference => "reference broken",
            _ => throw new System.Diagnostics.UnreachableException($"There is no finding of kind {kind}."),
        };
}
