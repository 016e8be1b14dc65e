using System.CommandLine;
using System.Globalization;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Server.Administration;
using Ossa.Server.Audit;

namespace Ossa.Commands;

/// <summary><c>ossa link log</c>: who used a link, when and with what outcome, from the audit log.</summary>
internal static class LinkLogCommand
{
    public static Command Create(CommandContext context)
    {
        var id = new Argument<string>("ID") { Description = "The link's id" };
        return AdminCommand.Create(
            context,
            "log",
            "Show who used a link, when and with what outcome.",
            "ossa link log LNKuqPJ6q0R2k1ufXYZ7Ab3c",
            [id],
            async (parsed, client, stop) =>
            {
                var filter = new AuditFilter { User = parsed.GetRequiredValue(id) };
                var query = AuditQuery.Write(filter, follow: false);
                await foreach (var line in client.LinesAsync(HttpMethod.Get, AdminApi.Audit, query, stop))
                {
                    if (AuditEntry.Read(line) is { Dropped: null } entry)
                    {
                        await context.Out.WriteLineAsync(Row(entry));
                    }
                }
            }
        );
    }

    private static string Row(AuditEntry entry) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{entry.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} {entry.Status} {entry.Operation} {entry.Address ?? "-"} {entry.SentBytes} bytes{AgentOf(entry)}"
        );

    private static string AgentOf(AuditEntry entry) =>
        entry.UserAgent is { Length: > 0 } agent ? $" {Printable.Of(agent)}" : "";
}
