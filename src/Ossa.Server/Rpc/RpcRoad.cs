using Ossa.Protocol.Errors;
using Ossa.Server.Road;
using Ossa.Server.Throttling;

namespace Ossa.Server.Rpc;

/// <summary>
/// The road of requests by parameters, such as AssumeRole, to "/" of the service host. They are signed in their parameters or in a header of a
/// scheme of their own, and their refusals are in the format that they ask for.
/// </summary>
internal sealed class RpcRoad(RpcAuthenticator authenticator, RequestLimits limits)
{
    /// <summary>Whether a request goes here.</summary>
    public static bool IsFor(OssContext context) => !context.IsBucketHost && RpcRequest.IsPresentedBy(context.Http);

    public async Task WalkAsync(OssContext context)
    {
        var isJson = false;
        context.WriteRefusal = refusal => RpcAnswer.RefuseAsync(context, isJson, refusal);
        var request = await RpcRequest.ReadAsync(context);
        isJson = IsJson(request.Find("Format") ?? (request.IsSignedInHeader ? "JSON" : "XML"));
        await authenticator.AuthenticateAsync(context, request);
        context.NoteKeyUse(RpcCatalogue.ServiceOf(request));
        limits.RequireKey(context);
        var operation = RpcCatalogue.Find(request);
        context.Operation = operation.Name;
        var members = await operation.HandleAsync(context, request);
        await RpcAnswer.WriteAsync(context, isJson, operation.Name + "Response", members);
    }

    private static bool IsJson(string format) =>
        format.Equals("JSON", StringComparison.OrdinalIgnoreCase)
        || (
            format.Equals("XML", StringComparison.OrdinalIgnoreCase) ? false : throw new OssException(RpcErrors.Format)
        );
}
