using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>
/// The road of the admin API, <c>POST /-/admin/v1/NAME</c> on the service host. Whoever asks signs with a root key, by V4 and in the
/// header, as if "-" were the bucket and the rest of the path the key. All that is asked for stands in the path and the query, which the
/// signature covers. Refusals are error documents, as everywhere.
/// </summary>
internal sealed class AdminRoad(Locator locator, Authenticator authenticator, RequestFrame frame, TimeProvider time)
{
    private readonly AdminOperation[] _operations = [new RunCheck(time), new MakeBackup(), new ChangeKeyring()];

    public Task InvokeAsync(HttpContext http) => frame.RunAsync(http, WalkAsync);

    private async Task WalkAsync(OssContext context)
    {
        // A "+" in a path of a backup is a plus to one reading only; commands encode it, so the protocol's reading will do.
        context.Target = locator.Locate(context.Http)[0];
        authenticator.AuthenticateOwner(context, context.Target);
        var operation = Find(context);
        context.Operation = operation.Name;
        RefuseOtherParameters(context, operation);
        await operation.HandleAsync(context);
    }

    private AdminOperation Find(OssContext context)
    {
        var path = Locator.PathOf(context.Http);
        var operation =
            _operations.FirstOrDefault(operation => path == AdminApi.Root + operation.Path)
            ?? throw new OssException(AdminErrors.NoSuchOperation, "Path", path);
        return HttpMethods.IsPost(context.Http.Request.Method)
            ? operation
            : throw new OssException(AdminErrors.MethodNotAllowed) { Headers = [new("Allow", "POST")] };
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
