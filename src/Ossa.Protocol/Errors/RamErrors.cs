namespace Ossa.Protocol.Errors;

/// <summary>
/// What is refused of users, groups, roles, keys and policies. The codes are those of RAM, see
/// https://api.alibabacloud.com/document/Ram/2015-05-01/errorCode; the words are ours.
/// </summary>
public static class RamErrors
{
    /// <summary>There is no such user; detail Name.</summary>
    public static readonly OssError NoSuchUser = Missing("User", "user");

    /// <summary>There is no such group; detail Name.</summary>
    public static readonly OssError NoSuchGroup = Missing("Group", "group");

    /// <summary>There is no such role; detail Name.</summary>
    public static readonly OssError NoSuchRole = Missing("Role", "role");

    /// <summary>There is no such policy; detail Name.</summary>
    public static readonly OssError NoSuchPolicy = Missing("Policy", "policy");

    /// <summary>There is no such access key; detail Name.</summary>
    public static readonly OssError NoSuchKey = Missing("User.AccessKey", "access key");

    /// <summary>The policy is not attached; detail Name.</summary>
    public static readonly OssError PolicyNotAttached = new(
        404,
        "EntityNotExist.Policy",
        "The policy is not attached here.",
        null
    );

    /// <summary>There is no such version of the policy; detail Name.</summary>
    public static readonly OssError NoSuchPolicyVersion = Missing("Policy.Version", "version of the policy");

    /// <summary>The user is not in the group; detail Name.</summary>
    public static readonly OssError UserNotInGroup = new(
        404,
        "EntityNotExist.User.Group",
        "The user is not in this group.",
        null
    );

    /// <summary>The name is taken; detail Name.</summary>
    public static readonly OssError UserExists = Taken("User", "user");

    /// <summary>The name is taken; detail Name.</summary>
    public static readonly OssError GroupExists = Taken("Group", "group");

    /// <summary>The name is taken; detail Name.</summary>
    public static readonly OssError RoleExists = Taken("Role", "role");

    /// <summary>The name is taken; detail Name.</summary>
    public static readonly OssError PolicyExists = Taken("Policy", "policy");

    /// <summary>The user is in the group already; detail Name.</summary>
    public static readonly OssError UserInGroup = new(
        409,
        "EntityAlreadyExists.User.Group",
        "The user is in this group already.",
        null
    );

    /// <summary>Policies are attached to the user; detail Name.</summary>
    public static readonly OssError UserHasPolicies = new(
        409,
        "DeleteConflict.User.Policy",
        "Policies are attached to this user. Detach them first.",
        null
    );

    /// <summary>The user is in groups; detail Name.</summary>
    public static readonly OssError UserHasGroups = new(
        409,
        "DeleteConflict.User.Group",
        "The user is in groups. Take it out first.",
        null
    );

    /// <summary>Policies are attached to the group; detail Name.</summary>
    public static readonly OssError GroupHasPolicies = new(
        409,
        "DeleteConflict.Group.Policy",
        "Policies are attached to this group. Detach them first.",
        null
    );

    /// <summary>Policies are attached to the role; detail Name.</summary>
    public static readonly OssError RoleHasPolicies = new(
        409,
        "DeleteConflict.Role.Policy",
        "Policies are attached to this role. Detach them first.",
        null
    );

    /// <summary>The user has keys; detail Name.</summary>
    public static readonly OssError UserHasKeys = new(
        409,
        "DeleteConflict.User.AccessKey",
        "The user has access keys. Delete them first.",
        null
    );

    /// <summary>Somebody is in the group; detail Name.</summary>
    public static readonly OssError GroupHasUsers = new(
        409,
        "DeleteConflict.Group.User",
        "Users are in this group. Take them out first.",
        null
    );

    /// <summary>The policy is attached to somebody; detail Name.</summary>
    public static readonly OssError PolicyIsAttached = new(
        409,
        "DeleteConflict.Policy.User",
        "The policy is attached to users, groups or roles. Detach it first.",
        null
    );

    /// <summary>The policy is there from the start; detail Name.</summary>
    public static readonly OssError SystemPolicy = new(
        403,
        "NoPermission",
        "This policy is there from the start. It can be attached, and neither changed nor deleted.",
        null
    );

    /// <summary>A user has two keys already; detail Name.</summary>
    public static readonly OssError TooManyKeys = new(
        409,
        "LimitExceeded.User.AccessKey",
        "A user has two access keys at most. Delete one first.",
        null
    );

    /// <summary>There are as many policies attached as there may be; detail Name.</summary>
    public static readonly OssError TooManyPolicies = new(
        409,
        "LimitExceeded.User.Policy",
        "No more policies can be attached here.",
        null
    );

    /// <summary>The user is in as many groups as it may; detail Name.</summary>
    public static readonly OssError TooManyGroups = new(
        409,
        "LimitExceeded.User.Group",
        "The user is in as many groups as it may be.",
        null
    );

    /// <summary>No user can be called that; detail Name.</summary>
    public static readonly OssError InvalidUserName = new(
        400,
        "InvalidParameter.UserName.InvalidChars",
        "The name of a user has 1 to 64 letters, digits, '.', '-' and '_'.",
        null
    );

    /// <summary>No group can be called that; detail Name.</summary>
    public static readonly OssError InvalidGroupName = new(
        400,
        "InvalidParameter.GroupName.InvalidChars",
        "The name of a group has 1 to 64 letters, digits, '.', '-' and '_'.",
        null
    );

    /// <summary>No role can be called that; detail Name.</summary>
    public static readonly OssError InvalidRoleName = new(
        400,
        "InvalidParameter.RoleName.InvalidChars",
        "The name of a role has 1 to 64 letters, digits, '.', '-' and '_'.",
        null
    );

    /// <summary>The description of a role or a policy is too long; detail Name.</summary>
    public static readonly OssError InvalidDescription = new(
        400,
        "InvalidParameter.Description.Length",
        "A description has 1024 characters at most.",
        null
    );

    /// <summary>What people call a user is too long; detail Name.</summary>
    public static readonly OssError InvalidDisplayName = new(
        400,
        "InvalidParameter.DisplayName.Length",
        "A display name has 128 characters at most.",
        null
    );

    /// <summary>The comments are too long; detail Name.</summary>
    public static readonly OssError InvalidComments = new(
        400,
        "InvalidParameter.Comments.Length",
        "Comments have 128 characters at most.",
        null
    );

    /// <summary>The sessions of no role last that long; detail Name.</summary>
    public static readonly OssError InvalidSessionDuration = new(
        400,
        "InvalidParameter.MaxSessionDuration",
        "The longest session of a role lasts 3600 to 43200 seconds.",
        null
    );

    /// <summary>No policy can be called that; detail Name.</summary>
    public static readonly OssError InvalidPolicyName = new(
        400,
        "InvalidParameter.PolicyName.InvalidChars",
        "The name of a policy has 1 to 128 letters, digits and '-'.",
        null
    );

    /// <summary>The policy cannot be understood; detail ErrorDetail.</summary>
    public static readonly OssError MalformedPolicy = new(
        400,
        "MalformedPolicyDocument",
        "The policy is not valid.",
        null
    );

    /// <summary>The policy is attached already.</summary>
    /// <param name="holder">To what: User, Group or Role.</param>
    public static OssError PolicyAttached(string holder) =>
        new(409, $"EntityAlreadyExists.{holder}.Policy", "The policy is attached here already.", null);

    /// <summary>The policy is not attached.</summary>
    /// <param name="holder">To what: User, Group or Role.</param>
    public static OssError NotAttachedTo(string holder) =>
        new(404, $"EntityNotExist.{holder}.Policy", "The policy is not attached here.", null);

    private static OssError Missing(string entity, string what) =>
        new(404, $"EntityNotExist.{entity}", $"There is no such {what}.", null);

    private static OssError Taken(string entity, string what) =>
        new(409, $"EntityAlreadyExists.{entity}", $"There is a {what} of this name already.", null);
}
