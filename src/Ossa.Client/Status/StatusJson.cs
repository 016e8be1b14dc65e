using System.Text.Json.Serialization;

namespace Ossa.Client.Status;

/// <summary>How a server's state is written.</summary>
[JsonSerializable(typeof(ServerStatus))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true
)]
internal sealed partial class StatusJson : JsonSerializerContext;
