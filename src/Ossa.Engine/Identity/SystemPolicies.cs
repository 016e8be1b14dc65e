namespace Ossa.Engine.Identity;

/// <summary>
/// The policies that are there from the start, and can be neither changed nor deleted. See
/// https://www.alibabacloud.com/help/en/oss/user-guide/ram-policy-overview.
/// </summary>
public static class SystemPolicies
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<ManagedPolicy> All =
    [
        Of("AliyunOSSFullAccess", "oss:*"),
        Of("AliyunOSSReadOnlyAccess", "oss:Get*", "oss:List*"),
        Of("AliyunRAMFullAccess", "ram:*"),
        Of("AliyunRAMReadOnlyAccess", "ram:Get*", "ram:List*"),
        Of("AliyunSTSAssumeRoleAccess", "sts:AssumeRole"),
    ];

    /// <summary>The one of this name, or null.</summary>
    public static ManagedPolicy? Find(string name) => All.FirstOrDefault(policy => policy.Name == name);

    private static ManagedPolicy Of(string name, params string[] actions)
    {
        var list = string.Join(", ", actions.Select(action => $"\"{action}\""));
        var statement = $$"""{"Effect": "Allow", "Action": [{{list}}], "Resource": "*"}""";
        return new ManagedPolicy(
            name,
            $$"""{"Version": "1", "Statement": [{{statement}}]}""",
            DateTimeOffset.UnixEpoch
        );
    }
}
