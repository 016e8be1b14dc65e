using System.Text.Json;
using System.Text.Json.Serialization;
using Ossa.Protocol.Signing;

namespace Ossa.Tests.Protocol.Signing;

/// <summary>One known-good signature, made by official SDKs.</summary>
public sealed record SignatureVector(
    string Id,
    string AccessKeyId,
    string AccessKeySecret,
    string? SecurityToken,
    string? Region,
    string? Product,
    string? Method,
    string? Bucket,
    string? Key,
    string[][]? Query,
    string[][]? Headers,
    string[]? AdditionalHeaders,
    string? Timestamp,
    string? Date,
    int Expires,
    long ExpiresAt,
    string? PolicyText,
    string? Note,
    string[]? Disagree,
    VectorOutcome Expected,
    VectorOutcome Derived
)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = false,
    };

    [JsonIgnore]
    public AccessKey AccessKey => new(AccessKeyId, AccessKeySecret, SecurityToken);

    [JsonIgnore]
    public DateTimeOffset Time =>
        SigningTime.TryParse(Timestamp ?? Date, out var time)
            ? time
            : throw new InvalidOperationException($"{Id} has no date.");

    [JsonIgnore]
    public SignableRequest Request =>
        new(Method!, Bucket, Key, Pairs(Query), Pairs(Headers)) { AdditionalHeaders = AdditionalHeaders ?? [] };

    public static IReadOnlyList<SignatureVector> Load(string file)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Protocol", "Signing", "Vectors", file);
        return JsonSerializer.Deserialize<List<SignatureVector>>(File.ReadAllText(path), Options)!;
    }

    /// <summary>The ids of all entries, as the data of a theory.</summary>
    public static IEnumerable<Xunit.TheoryDataRow<string>> Ids(string file) =>
        Load(file).Select(vector => new Xunit.TheoryDataRow<string>(vector.Id));

    public static SignatureVector Find(string file, string id) => Load(file).Single(vector => vector.Id == id);

    private static KeyValuePair<string, string>[] Pairs(string[][]? pairs) =>
        pairs?.Select(pair => KeyValuePair.Create(pair[0], pair[1])).ToArray() ?? [];
}

/// <summary>What came out of a vector, or what stands between its inputs and that.</summary>
public sealed record VectorOutcome(
    string? Signature,
    string? Url,
    string? UrlExample,
    string? StringToSign,
    string? CanonicalRequest,
    string? Authorization,
    string? Policy
);
