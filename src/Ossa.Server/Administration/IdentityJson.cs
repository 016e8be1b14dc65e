using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ossa.Engine.Accounts;
using Ossa.Engine.Identity;
using Ossa.Engine.Identity.Transfer;
using Ossa.Engine.Links;
using Ossa.Protocol.Access;
using Ossa.Server.Explaining;

namespace Ossa.Server.Administration;

/// <summary>
/// How accounts, users, groups, roles, keys, policies, links, forecasts, explanations and what buckets hold are written in JSON, for those who
/// answer and those who ask.
/// </summary>
[JsonSerializable(typeof(IdentityImportReport))]
[JsonSerializable(typeof(AccountAnswer))]
[JsonSerializable(typeof(NewRootKey))]
[JsonSerializable(typeof(IReadOnlyList<AccountAnswer>))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(UserGroup))]
[JsonSerializable(typeof(Role))]
[JsonSerializable(typeof(NewUserKey))]
[JsonSerializable(typeof(KeyAnswer))]
[JsonSerializable(typeof(ManagedPolicy))]
[JsonSerializable(typeof(LinkAnswer))]
[JsonSerializable(typeof(IReadOnlyList<LinkAnswer>))]
[JsonSerializable(typeof(IReadOnlyList<LinkUseHour>))]
[JsonSerializable(typeof(IReadOnlyList<BucketUse>))]
[JsonSerializable(typeof(AccessForecast))]
[JsonSerializable(typeof(ExplainRequest))]
[JsonSerializable(typeof(Explanation))]
[JsonSerializable(typeof(DeniedUrl))]
[JsonSerializable(typeof(IReadOnlyList<DeniedUrl>))]
[JsonSerializable(typeof(IReadOnlyList<User>))]
[JsonSerializable(typeof(IReadOnlyList<UserGroup>))]
[JsonSerializable(typeof(IReadOnlyList<Role>))]
[JsonSerializable(typeof(IReadOnlyList<UserKey>))]
[JsonSerializable(typeof(IReadOnlyList<ManagedPolicy>))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
public sealed partial class IdentityJson : JsonSerializerContext
{
    /// <summary>Reads an answer.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static T Read<T>(ReadOnlySpan<byte> answer)
        where T : class =>
        JsonSerializer.Deserialize(answer, (JsonTypeInfo<T>)Default.GetTypeInfo(typeof(T))!)
        ?? throw new JsonException("The answer says nothing.");
}
