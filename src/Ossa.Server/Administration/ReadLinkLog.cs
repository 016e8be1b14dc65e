using System.Text;
using Microsoft.AspNetCore.Http;
using Ossa.Engine.Links;
using Ossa.Protocol.Errors;
using Ossa.Server.Audit;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>
/// <c>GET link/log</c>: each use of a link, of its page, and each refusal, as far as the audit log goes back, one line of JSON each, the oldest first. Whoever made the
/// link may see it, who may not read the rest of the log; why a refusal was decided on is for the owner of the bucket.
/// </summary>
internal sealed class ReadLinkLog(AuditTrail? trail) : AdminOperation
{
    public override string Name => "AdminReadLinkLog";

    public override string Summary => "Tells each use of a link, a line each, the oldest first, from the audit log.";

    public override string Method => HttpMethods.Get;

    public override string Path => AdminApi.LinkLog;

    public override IReadOnlyList<string> Parameters => [AdminApi.Id];

    public override IReadOnlyList<string> RequiredParameters => Parameters;

    public override bool IsForUsers => true;

    public override AdminAnswer Answer => AuditLines.Answer;

    public override async Task HandleAsync(OssContext context)
    {
        var known = trail ?? throw new OssException(AdminErrors.NoAudit);
        var id = context.Target[AdminApi.Id] is { Length: > 0 } given
            ? given
            : throw new OssException(AdminErrors.MissingParameter, "Parameter", AdminApi.Id);
        var link = await LinksApi.FindOwnAsync(context, id);
        var lines = known.ReadAsync(LinkUseApi.FilterOf(link), follow: false, context.Aborted);
        await AuditLines.WriteAsync(context, await OwnsAsync(context, link) ? lines : WithoutReasons(lines));
    }

    /// <summary>Who may not read the policies is told no more of them than a refusal does.</summary>
    private static async Task<bool> OwnsAsync(OssContext context, Link link) =>
        context.Caller.IsRoot
        && (await context.Engine.Buckets.FindAsync(link.Bucket, context.Aborted))?.OwnerId == context.Caller.AccountId;

    private static async IAsyncEnumerable<string?> WithoutReasons(IAsyncEnumerable<string?> lines)
    {
        await foreach (var line in lines)
        {
            yield return line is not null && AuditEntry.Read(line) is { } entry
                ? Encoding.UTF8.GetString((entry with { Decision = null, Decisions = null }).Write())
                : line;
        }
    }
}
