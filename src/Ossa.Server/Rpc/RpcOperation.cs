using System.Text.Json.Nodes;
using Ossa.Server.Road;

namespace Ossa.Server.Rpc;

/// <summary>One action of an RPC service.</summary>
internal abstract class RpcOperation
{
    /// <summary>The version of STS.</summary>
    public const string StsVersion = "2015-04-01";

    /// <summary>The version of RAM.</summary>
    public const string RamVersion = "2015-05-01";

    /// <summary>The version of the service that it belongs to.</summary>
    public abstract string Version { get; }

    /// <summary>The name by which it is asked for, logged and counted.</summary>
    public abstract string Name { get; }

    /// <summary>The parameters that it takes. Others are refused, lest it do something else than was asked for.</summary>
    public abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>Does it, if its caller may, and tells the members of the answer.</summary>
    public abstract ValueTask<JsonObject> HandleAsync(OssContext context, RpcRequest request);
}
