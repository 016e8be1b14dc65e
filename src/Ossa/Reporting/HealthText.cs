using System.Globalization;
using Ossa.CommandLine;
using Ossa.Server.Administration;
using Ossa.Server.Hosting;
using Ossa.Server.Pages;

namespace Ossa.Reporting;

/// <summary>The state of a server for people.</summary>
internal static class HealthText
{
    public static void Write(TextWriter output, ServerStatus status)
    {
        Table.Write(output, [.. Facts(status).Where(row => row[1].Length > 0)]);
        output.WriteLine();
        output.WriteLine("Hour                  Answered   Refused    Failed     Received         Sent");
        foreach (var hour in status.Traffic)
        {
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{ShownTime.Of(hour.Hour)} {hour.Answers, 10}{hour.Refusals, 10}{hour.Failures, 10}{Amounts.Bytes(hour.ReceivedBytes), 13}{Amounts.Bytes(hour.SentBytes), 13}"
                )
            );
        }
    }

    private static IEnumerable<string[]> Facts(ServerStatus status)
    {
        var health = status.Health;
        yield return ["state", health.Ready ? "ready" : "not ready"];
        yield return ["writes", health.AcceptsWrites ? "accepted" : "refused"];
        yield return ["free space", SpaceOf(health)];
        yield return
        [
            "waiting",
            $"{Amounts.Count(health.Queues.Batches, "write")}, {health.Queues.Garbage} to be freed",
        ];
        yield return ["last scrub", ScrubOf(health.Scrub)];
        yield return ["certificate", CertificateOf(health.Certificate)];
        yield return ["clock", ShownTime.Of(status.Now)];
        yield return ["counts since", ShownTime.Of(status.CountedSince)];
    }

    private static string SpaceOf(HealthReport health) =>
        health.FreeBytes is not { } free ? ""
        : health.ShortOfSpace == true ? $"{Amounts.Bytes(free)}: short"
        : Amounts.Bytes(free);

    private static string ScrubOf(ScrubReport scrub)
    {
        var last = scrub.Last is { } done
            ? $"{ShownTime.Of(done.EndedAt)}, {Amounts.Count(done.Objects, "object")}, {Amounts.Bytes(done.Bytes)}, {done.Damaged} damaged"
            : "never";
        return scrub.Running ? $"{last}; one is under way" : last;
    }

    private static string CertificateOf(CertificateReport? certificate) =>
        certificate is null ? "" : $"ends {ShownTime.Of(certificate.EndsAt)}{(certificate.EndsSoon ? ", soon" : "")}";
}
