using Ossa.Protocol.Errors;
using Ossa.Server.Road;
using Ossa.Server.Rpc.Ram;
using Ossa.Server.Rpc.Sts;

namespace Ossa.Server.Rpc;

/// <summary>All actions of RPC services.</summary>
internal static class RpcCatalogue
{
    /// <summary>What every action takes: who asks, and how.</summary>
    private static readonly string[] CommonParameters =
    [
        "Action",
        "Version",
        "Format",
        "AccessKeyId",
        "Signature",
        "SignatureMethod",
        "SignatureVersion",
        "SignatureNonce",
        "SignatureType",
        "Timestamp",
        "SecurityToken",
        "RegionId",
    ];

    public static readonly IReadOnlyList<RpcOperation> All =
    [
        new AssumeRole(),
        new GetCallerIdentity(),
        .. UserActions.All,
        .. KeyActions.All,
        .. GroupActions.All,
        .. PolicyActions.All,
        .. RoleActions.All,
        .. AttachmentActions.All,
    ];

    /// <summary>The service that a request asks; one that names no version that there is can only be meant for RAM or STS, and is told as RAM.</summary>
    public static string ServiceOf(RpcRequest request) =>
        request.Find("Version") == RpcOperation.StsVersion ? ServiceNames.Sts : ServiceNames.Ram;

    /// <summary>The action that a request names.</summary>
    /// <exception cref="OssException">There is none, or it does not take a parameter that is there.</exception>
    public static RpcOperation Find(RpcRequest request)
    {
        var (action, version) = (request.Get("Action"), request.Get("Version"));
        var operation =
            All.FirstOrDefault(operation => operation.Name == action && operation.Version == version)
            ?? throw new OssException(RpcErrors.UnknownAction);
        var unknown = request.Parameters.Keys.FirstOrDefault(name =>
            !operation.Parameters.Contains(name) && !CommonParameters.Contains(name)
        );
        return unknown is null ? operation : throw new OssException(RpcErrors.UnknownParameter);
    }
}
