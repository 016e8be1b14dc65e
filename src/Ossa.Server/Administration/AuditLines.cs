using System.Text;
using Ossa.Server.Audit;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Administration;

/// <summary>Entries of the audit log as an answer: a line of JSON each, sent on as they come.</summary>
internal static class AuditLines
{
    private const int PieceCharacters = 32 * 1024;

    /// <summary>What is answered, as it is described.</summary>
    public static readonly AdminAnswer Answer = AdminAnswer.Lines(AuditJson.Default.AuditEntry);

    /// <summary>Answers with lines; null stands for a moment at which there are no more for now.</summary>
    public static async Task WriteAsync(OssContext context, IAsyncEnumerable<string?> lines)
    {
        context.Http.Response.ContentType = AdminAnswer.LinesType;
        context.Http.Response.Headers.CacheControl = "no-store";
        var piece = new StringBuilder();
        await foreach (var line in lines)
        {
            if (line is not null)
            {
                piece.Append(line).Append('\n');
            }

            if (line is null || piece.Length >= PieceCharacters)
            {
                await SendAsync(context, piece);
            }
        }
    }

    /// <summary>Also sends the beginning of an answer that has no lines yet, so that whoever follows knows that it is accepted.</summary>
    private static async Task SendAsync(OssContext context, StringBuilder piece)
    {
        if (piece.Length > 0)
        {
            await AnswerBody.WriteAsync(context, Encoding.UTF8.GetBytes(piece.ToString()));
            piece.Clear();
        }

        await context.Http.Response.Body.FlushAsync(context.Aborted);
    }
}
