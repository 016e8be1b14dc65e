using System.Globalization;
using Ossa.CommandLine;
using Ossa.Engine.Links;
using Ossa.Server.Audit;

namespace Ossa.Auditing;

/// <summary>Entries of the audit log for people, a row each, and another with the reason where something was denied; at most 80 columns.</summary>
internal static class AuditTable
{
    private const int Columns = 80;
    private const string Cut = "…";

    public static void Write(TextWriter output, AuditEntry entry)
    {
        var time = entry.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        if (entry.Dropped is { } dropped)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time} ({dropped} entries are lost)"));
            return;
        }

        var row = string.Create(
            CultureInfo.InvariantCulture,
            $"{time} {entry.Status} {Cell(entry.Operation, 16)} {Cell(WhoOf(entry), 12)} {WhatOf(entry)}"
        );
        output.WriteLine(Fit(row, Columns));
        if (WhyOf(entry) is { } why)
        {
            output.WriteLine(Fit($"  {why}", Columns));
        }
    }

    private static string WhoOf(AuditEntry entry) =>
        entry.User ?? entry.Role ?? LinkOf(entry) ?? (entry.Account is null ? "-" : "(owner)");

    /// <summary>Links act for the owner, who would not know himself in what others do with them.</summary>
    private static string? LinkOf(AuditEntry entry) =>
        entry.AccessKeyId?.StartsWith(LinkStore.IdPrefix, StringComparison.Ordinal) ?? false ? entry.AccessKeyId : null;

    private static string WhatOf(AuditEntry entry) =>
        Printable.Of(
            entry.Bucket is null ? "/"
            : entry.Key is null ? entry.Bucket
            : $"{entry.Bucket}/{entry.Key}"
        );

    /// <summary>Why a request was denied or failed, or null where it was not.</summary>
    public static string? WhyOf(AuditEntry entry) =>
        entry.Decision is { Allowed: false } denied ? Printable.Of(denied.Reason)
        : entry.Status >= 400 ? Printable.Of(entry.Message ?? entry.Code ?? "")
        : null;

    private static string Cell(string text, int width) => Fit(Printable.Of(text), width).PadRight(width);

    private static string Fit(string text, int width) =>
        text.Length <= width ? text.TrimEnd() : text[..(width - Cut.Length)] + Cut;
}
