using System.Globalization;
using System.Text.Json.Nodes;
using Ossa.Engine.Identity;

namespace Ossa.Server.Rpc.Ram;

/// <summary>Users, groups, roles, keys and policies as RAM tells them. Times that are not kept, as of attachments, are left out.</summary>
internal static class RamShapes
{
    /// <summary>A policy is kept in one version only.</summary>
    public const string Version = "v1";

    private const string None = "N/A";

    public static JsonObject Of(User user) =>
        new()
        {
            ["UserId"] = user.Id,
            ["UserName"] = user.Name,
            ["DisplayName"] = user.DisplayName,
            ["Comments"] = user.Comments,
            ["CreateDate"] = Time(user.CreatedAt),
        };

    public static JsonObject Of(UserGroup group) =>
        new()
        {
            ["GroupName"] = group.Name,
            ["Comments"] = group.Comments,
            ["CreateDate"] = Time(group.CreatedAt),
        };

    /// <summary>A role as a listing tells it.</summary>
    public static JsonObject Of(Role role, string account) =>
        new()
        {
            ["RoleId"] = role.Id,
            ["RoleName"] = role.Name,
            ["Arn"] = $"acs:ram::{account}:role/{role.Name}",
            ["Description"] = role.Description,
            ["MaxSessionDuration"] = role.MaxSessionSeconds,
            ["CreateDate"] = Time(role.CreatedAt),
        };

    /// <summary>A role with who may assume it.</summary>
    public static JsonObject WithTrust(Role role, string account)
    {
        var shape = Of(role, account);
        shape["AssumeRolePolicyDocument"] = role.TrustPolicy;
        return shape;
    }

    public static JsonObject Of(UserKey key) =>
        new()
        {
            ["AccessKeyId"] = key.Id,
            ["Status"] = key.IsActive ? "Active" : "Inactive",
            ["CreateDate"] = Time(key.CreatedAt),
        };

    /// <summary>The last use of a key, or what stands for none.</summary>
    public static JsonObject Of(KeyUse? use) =>
        new() { ["LastUsedDate"] = use is null ? None : Time(use.At), ["ServiceName"] = use?.Service ?? None };

    public static JsonObject Of(ManagedPolicy policy) =>
        new()
        {
            ["PolicyName"] = policy.Name,
            ["PolicyType"] = RamCall.TypeOf(policy.Name),
            ["Description"] = policy.Description,
            ["DefaultVersion"] = Version,
            ["CreateDate"] = Time(policy.CreatedAt),
        };

    /// <summary>A policy with when it was changed last, and to how much it is attached.</summary>
    public static JsonObject Of(ManagedPolicy policy, IReadOnlyDictionary<string, int> attachments)
    {
        var shape = Of(policy);
        shape["UpdateDate"] = Time(policy.UpdatedAt);
        shape["AttachmentCount"] = attachments.GetValueOrDefault(policy.Name);
        return shape;
    }

    public static JsonObject VersionOf(ManagedPolicy policy) =>
        new()
        {
            ["VersionId"] = Version,
            ["IsDefaultVersion"] = true,
            ["PolicyDocument"] = policy.Json,
            ["CreateDate"] = Time(policy.UpdatedAt),
        };

    /// <summary>A list, as in {"Users": {"User": [...]}}.</summary>
    public static JsonObject List(string all, string each, IEnumerable<JsonObject> items) =>
        new() { [all] = new JsonObject { [each] = new JsonArray([.. items]) } };

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
