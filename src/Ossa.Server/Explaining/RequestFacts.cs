using System.Globalization;
using Ossa.Server.Audit;
using Ossa.Server.Hosting;

namespace Ossa.Server.Explaining;

/// <summary>What the audit log knows of one request, in an order for people.</summary>
public static class RequestFacts
{
    /// <summary>The facts that are known.</summary>
    /// <param name="entry">The request.</param>
    /// <param name="time">How times are written.</param>
    public static IEnumerable<ExplainedFact> Of(AuditEntry entry, ShownTime time) =>
        All(entry, time).Where(fact => fact.Text is not null).Select(fact => new ExplainedFact(fact.Name, fact.Text!));

    private static IEnumerable<(string Name, string? Text)> All(AuditEntry entry, ShownTime time)
    {
        yield return ("time", $"{ShownTime.Of(entry.Time)} ({time.Distance(entry.Time)})");
        yield return ("operation", entry.Operation);
        yield return ("bucket", entry.Bucket);
        yield return ("key", entry.Key);
        yield return ("version", entry.VersionId);
        yield return ("signed by", entry.AccessKeyId ?? "nobody who proved it");
        yield return ("user", entry.User);
        yield return ("role", entry.Role);
        yield return ("address", entry.Address);
        yield return ("client", entry.UserAgent);
        yield return ("status", entry.Status.ToString(CultureInfo.InvariantCulture));
        yield return ("error", entry.Ec is null ? entry.Code : $"{entry.Code} (EC {entry.Ec})");
        yield return ("permission", entry.Decision?.Reason);
        yield return ("URL ends", entry.Expires is { } end ? $"{ShownTime.Of(end)} ({time.Distance(end)})" : null);
    }
}
