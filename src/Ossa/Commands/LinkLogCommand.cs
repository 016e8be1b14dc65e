using System.CommandLine;
using System.Globalization;
using Ossa.Administration;
using Ossa.Auditing;
using Ossa.CommandLine;
using Ossa.Server.Administration;
using Ossa.Server.Audit;

namespace Ossa.Commands;

/// <summary><c>ossa link log</c>: who used a link, when, for which file and with what outcome, from the audit log.</summary>
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
                var query = new[] { KeyValuePair.Create(AdminApi.Id, parsed.GetRequiredValue(id)) };
                await foreach (var line in client.LinesAsync(HttpMethod.Get, AdminApi.LinkLog, query, stop))
                {
                    if (AuditEntry.Read(line) is { Dropped: null } entry)
                    {
                        await WriteAsync(context.Out, entry);
                    }
                }
            }
        );
    }

    /// <summary>Writes the use in a row, and in another one why it was refused.</summary>
    private static async Task WriteAsync(TextWriter output, AuditEntry entry)
    {
        var agent = entry.UserAgent is { Length: > 0 } named ? $" ({Printable.Of(named)})" : "";
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{entry.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} {entry.Status} {entry.Operation} {entry.Address ?? "-"} {BytesOf(entry)} bytes {KeyOf(entry)}{agent}"
            )
        );
        if (AuditTable.WhyOf(entry) is { } why)
        {
            await output.WriteLineAsync($"  {why}");
        }
    }

    /// <summary>Of a whole bucket there is none.</summary>
    private static string KeyOf(AuditEntry entry) => entry.Key is { Length: > 0 } key ? Printable.Of(key) : "-";

    /// <summary>What came in where a file was sent, and what went out elsewhere.</summary>
    private static long BytesOf(AuditEntry entry) => Math.Max(entry.ReceivedBytes, entry.SentBytes);
}
