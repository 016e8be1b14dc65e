using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Errors;
using Ossa.Server.Audit;
using Ossa.Server.Identity;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>
/// The road of the admin API, <c>/-/admin/v1/NAME</c> on the service host. Whoever asks signs with a root key, or where others may ask with a key of theirs, by V4 and in the
/// header, as if "-" were the bucket and the rest of the path the key. All that is asked for stands in the path and the query, which the
/// signature covers; what is only told of, in the body. Refusals are error documents, as everywhere.
/// </summary>
internal sealed class AdminRoad(
    Locator locator,
    Authenticator authenticator,
    RequestFrame frame,
    AuditTrail? audit,
    ExplainUrl explain,
    ReadStatus status,
    AccessKeyRing rootKeys,
    TimeProvider time
)
{
    private readonly IReadOnlyList<AdminOperation> _operations = AdminCatalogue.Create(
        audit,
        explain,
        status,
        rootKeys,
        time
    );

    public Task InvokeAsync(HttpContext http) => frame.RunAsync(http, WalkAsync);

    private async Task WalkAsync(OssContext context)
    {
        // A "+" in a path of a backup is a plus to one reading only; commands encode it, so the protocol's reading will do.
        context.Target = locator.Locate(context.Http, hostBucket: null)[0];
        await authenticator.AuthenticateByHeaderAsync(context, context.Target);
        await AnswerAsync(context);
    }

    /// <summary>The same road for a caller that was proved otherwise than by a signature.</summary>
    public Task WalkAsync(OssContext context, Caller caller)
    {
        context.Target = locator.Locate(context.Http, hostBucket: null)[0];
        context.Caller = caller;
        return AnswerAsync(context);
    }

    private async Task AnswerAsync(OssContext context)
    {
        context.NoteKeyUse(ServiceNames.Ossa);
        if (!IsOwner(context))
        {
            frame.Limits.RequireKey(context);
        }

        var path = Locator.PathOf(context.Http);
        var named = _operations.Where(operation => path == AdminApi.Root + operation.Path).ToArray();
        RefuseSession(context, named);
        if (!Array.Exists(named, operation => MayAsk(context, operation)))
        {
            // Others than the owner are not even told what there is.
            RequireOwner(context);
        }

        var operation = Find(context, path, named);
        if (!MayAsk(context, operation))
        {
            RequireOwner(context);
        }

        context.Operation = operation.Name;
        RefuseOtherParameters(context, operation);
        var ground =
            operation.IsForAnySigner ? AccessGrounds.AnySigner
            : context.Caller.IsRoot ? AccessGrounds.Owner
            : AccessGrounds.OwnLinks;
        context.Decisions.Add(new AccessDecision(operation.Name, null, null, ground));
        await operation.HandleAsync(context);
    }

    private static bool MayAsk(OssContext context, AdminOperation operation)
    {
        var caller = context.Caller;
        return IsOwner(context)
            || operation.IsForAnySigner
            || (operation.IsForAccounts && caller.IsRoot)
            || (operation.IsForUsers && caller.User is not null);
    }

    /// <summary>Whoever may ask with a key of a user is told so rather than that he lacks a permission.</summary>
    private static void RefuseSession(OssContext context, AdminOperation[] named)
    {
        if (context.Caller.Session is not null && Array.Exists(named, operation => operation.IsForUsers))
        {
            throw new OssException(LinkErrors.NotForSessions);
        }
    }

    /// <summary>Whether the root of the first account asks, who runs the server.</summary>
    private static bool IsOwner(OssContext context) => context.Caller.IsOwnerOf(context.Engine.AccountId);

    private static void RequireOwner(OssContext context)
    {
        if (!IsOwner(context))
        {
            throw new OssException(OssErrors.NoPermission);
        }
    }

    private static AdminOperation Find(OssContext context, string path, AdminOperation[] named)
    {
        if (named.Length == 0)
        {
            throw new OssException(AdminErrors.NoSuchOperation, "Path", path);
        }

        var allowed = string.Join(", ", named.Select(operation => operation.Method));
        return named.FirstOrDefault(operation => operation.Method == context.Http.Request.Method)
            ?? throw new OssException(AdminErrors.MethodNotAllowed) { Headers = [new("Allow", allowed)] };
    }

    private static void RefuseOtherParameters(OssContext context, AdminOperation operation)
    {
        foreach (var (name, _) in context.Target.Query)
        {
            if (!operation.Parameters.Contains(name))
            {
                throw new OssException(AdminErrors.UnknownParameter, "Parameter", name);
            }
        }
    }
}
