using System.Text.Json;
using System.Text.Json.Serialization;
using Ossa.Server.Pages;
using Ossa.Server.Traffic;

namespace Ossa.Server.Administration;

/// <summary>How a server is, and what it was asked for of late.</summary>
/// <param name="Now">What time it is to the server.</param>
/// <param name="Health">Its state, as the health page has it.</param>
/// <param name="CountedSince">Since when it counts, which is when it started.</param>
/// <param name="Traffic">The hours of the last day in which something was asked for, the oldest first.</param>
public sealed record ServerStatus(
    DateTimeOffset Now,
    HealthReport Health,
    DateTimeOffset CountedSince,
    IReadOnlyList<TrafficHour> Traffic
)
{
    /// <summary>Reads what a server answers.</summary>
    /// <exception cref="JsonException">It is no status.</exception>
    public static ServerStatus Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, ServerStatusJson.Default.ServerStatus)
        ?? throw new JsonException("The answer says nothing.");
}

[JsonSerializable(typeof(ServerStatus))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ServerStatusJson : JsonSerializerContext;
