namespace Ossa.Protocol.Errors;

/// <summary>What is refused of further accounts. They are Ossa's own, so the service has no words for it.</summary>
public static class AccountErrors
{
    /// <summary>There is no such account; detail Name.</summary>
    public static readonly OssError NoSuchAccount = new(
        404,
        "EntityNotExist.Account",
        "There is no such account.",
        null
    );

    /// <summary>The name is taken; detail Name.</summary>
    public static readonly OssError AccountExists = new(
        409,
        "EntityAlreadyExists.Account",
        "There is such an account already.",
        null
    );

    /// <summary>The account owns buckets; detail Name.</summary>
    public static readonly OssError HasBuckets = new(
        409,
        "DeleteConflict.Account.Bucket",
        "The account owns buckets. Delete them first.",
        null
    );

    /// <summary>The account has users, groups, roles or policies; detail Name.</summary>
    public static readonly OssError HasIdentities = new(
        409,
        "DeleteConflict.Account.User",
        "The account has users, groups, roles or policies. Delete them first.",
        null
    );

    /// <summary>There are as many accounts as there may be; detail Name.</summary>
    public static readonly OssError TooManyAccounts = new(
        409,
        "LimitExceeded.Account",
        "There are as many accounts as there may be.",
        null
    );

    /// <summary>No account can be called that; detail Name.</summary>
    public static readonly OssError InvalidAccountName = new(
        400,
        "InvalidParameter.AccountName.InvalidChars",
        "The name of an account has 1 to 64 letters, digits, '.', '-' and '_'.",
        null
    );
}
