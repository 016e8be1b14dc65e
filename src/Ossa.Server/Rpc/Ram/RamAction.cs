using System.Text.Json.Nodes;
using Ossa.Protocol.Access;
using Ossa.Server.Road;

namespace Ossa.Server.Rpc.Ram;

/// <summary>
/// One action of RAM. It is judged as ram:NAME on each of its resources, and then done. See
/// https://www.alibabacloud.com/help/en/ram/developer-reference/api-ram-2015-05-01-overview.
/// </summary>
/// <param name="name">Its name.</param>
/// <param name="parameters">The parameters that it takes.</param>
/// <param name="resources">What it is about, all of which the caller must be allowed.</param>
/// <param name="handle">Does it, and tells the members of the answer; null for none.</param>
internal sealed class RamAction(
    string name,
    string[] parameters,
    Func<RamCall, IReadOnlyList<AccessResource>> resources,
    Func<RamCall, Task<JsonObject?>> handle
) : RpcOperation
{
    public override string Version => RamVersion;

    public override string Name => name;

    public override IReadOnlyList<string> Parameters => parameters;

    public override async ValueTask<JsonObject> HandleAsync(OssContext context, RpcRequest request)
    {
        var call = new RamCall(context, request);
        foreach (var resource in resources(call))
        {
            RpcAccess.Require(context, "ram:" + name, resource);
        }

        return await handle(call) ?? [];
    }
}
