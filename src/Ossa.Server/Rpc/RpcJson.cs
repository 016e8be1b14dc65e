using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Ossa.Server.Rpc;

/// <summary>How RPC answers are written in JSON.</summary>
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class RpcJson : JsonSerializerContext;
