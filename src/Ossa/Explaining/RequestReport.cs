using System.Globalization;
using Ossa.CommandLine;
using Ossa.Server.Audit;
using Ossa.Server.Explaining;
using Ossa.Server.Hosting;

namespace Ossa.Explaining;

/// <summary>Writes what the audit log knows of one request, and what to do about its refusal.</summary>
internal sealed class RequestReport(AuditEntry entry, LocalTime time, TextWriter output)
{
    private const int IdLength = 24;

    /// <summary>Whether a text is the id of a request, as answers carry it in x-oss-request-id.</summary>
    public static bool IsRequestId(string text) => text.Length == IdLength && text.All(char.IsAsciiHexDigit);

    public void Write()
    {
        Table.Write(output, [.. Facts().Where(fact => fact.Text is not null).Select(Row)]);
        if (entry.Code is not { } code)
        {
            return;
        }

        output.WriteLine();
        if (entry.Message is { } message)
        {
            output.WriteLine(Printable.Of(message));
        }

        if (RefusalAdvice.Of(code, entry.Ec) is { } advice)
        {
            output.WriteLine(advice);
        }
    }

    private IEnumerable<(string Name, string? Text)> Facts()
    {
        yield return ("time", $"{time.Write(entry.Time)} ({time.Distance(entry.Time)})");
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
        yield return ("URL ends", entry.Expires is { } end ? $"{time.Write(end)} ({time.Distance(end)})" : null);
    }

    private static string[] Row((string Name, string? Text) fact) => [fact.Name, Printable.Of(fact.Text!)];
}
