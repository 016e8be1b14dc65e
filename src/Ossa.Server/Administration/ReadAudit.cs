using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Errors;
using Ossa.Server.Audit;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>
/// <c>GET audit</c>: the entries of the audit log that are wanted, one line of JSON each, the oldest first; with <c>follow</c> the answer goes on with
/// those that come.
/// </summary>
internal sealed class ReadAudit(AuditTrail? trail) : AdminOperation
{
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

    public override AdminAnswer Answer => AuditLines.Answer;

    public override Task HandleAsync(OssContext context)
    {
        var filter = AuditQuery.Read(context);
        var known = trail ?? throw new OssException(AdminErrors.NoAudit);
        return AuditLines.WriteAsync(
            context,
            known.ReadAsync(filter, context.Target.Has(AdminApi.Follow), context.Aborted)
        );
    }
}
