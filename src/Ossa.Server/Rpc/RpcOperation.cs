using System.Text.Json.Nodes;
using Ossa.Server.Road;

namespace Ossa.Server.Rpc;

/// <summary>One action of an RPC service.</summary>
internal abstract class RpcOperation
{
    /// <summary>The version of the service that it belongs to.</summary>
    public abstract string Version { get; }

    /// <summary>The name by which it is asked for, logged and counted.</summary>
    public abstract string Name { get; }

    /// <summary>Does it, if its caller may, and tells the members of the answer.</summary>
    public abstract ValueTask<JsonObject> HandleAsync(OssContext context, RpcRequest request);
}
