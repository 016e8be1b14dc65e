using System.Text;
using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Errors;
using Ossa.Server.Audit;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Administration;

/// <summary>
/// <c>GET audit</c>: the entries of the audit log that are wanted, one line of JSON each, the oldest first; with <c>follow</c> the answer goes on with
/// those that come.
/// </summary>
internal sealed class ReadAudit(AuditTrail? trail) : AdminOperation
{
    private const int PieceCharacters = 32 * 1024;

    public override string Name => "AdminReadAudit";

    public override string Summary => "Tells what the audit log holds, a line for each request, the oldest first.";

    public override string Method => HttpMethods.Get;

    public override string Path => AdminApi.Audit;

    public override IReadOnlyList<string> Parameters =>
        [
            AdminApi.Request,
            AdminApi.Bucket,
            AdminApi.Key,
            AdminApi.Account,
            AdminApi.User,
            AdminApi.Status,
            AdminApi.Signature,
            AdminApi.Since,
            AdminApi.Until,
            AdminApi.Denied,
            AdminApi.Follow,
        ];

    public override AdminAnswer Answer => AdminAnswer.Lines(AuditJson.Default.AuditEntry);

    public override async Task HandleAsync(OssContext context)
    {
        var filter = AuditQuery.Read(context);
        var read = (trail ?? throw new OssException(AdminErrors.NoAudit)).ReadAsync(
            filter,
            context.Target.Has(AdminApi.Follow),
            context.Aborted
        );
        context.Http.Response.ContentType = AdminAnswer.LinesType;
        context.Http.Response.Headers.CacheControl = "no-store";
        var piece = new StringBuilder();
        await foreach (var line in read)
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
