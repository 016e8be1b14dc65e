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
        Table.Write(
            output,
            [.. RequestFacts.Of(entry, time).Select(fact => new[] { fact.Name, Printable.Of(fact.Text) })]
        );
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
}
