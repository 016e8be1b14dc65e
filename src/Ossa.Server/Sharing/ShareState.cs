using System.Text.Json.Serialization;

namespace Ossa.Server.Sharing;

/// <summary>What changes on a share page while somebody looks at it.</summary>
/// <param name="ExpiresAt">When the link ends.</param>
/// <param name="DownloadsLeft">How many downloads may begin yet, or null for any number.</param>
internal sealed record ShareState(DateTimeOffset ExpiresAt, long? DownloadsLeft);

[JsonSerializable(typeof(ShareState))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ShareJson : JsonSerializerContext;
