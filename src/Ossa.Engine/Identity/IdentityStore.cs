using Ossa.Engine.Encryption;

namespace Ossa.Engine.Identity;

/// <summary>Who there is in an account beside its root: users, their groups and keys, roles, and the policies that say what they may do.</summary>
public sealed class IdentityStore
{
    internal IdentityStore(
        string accountId,
        IdentityStores all,
        IdentityRows rows,
        UnderstoodPolicies understood,
        SecretSealer secrets,
        SecretSealer tokens,
        TimeProvider time
    )
    {
        AccountId = accountId;
        Policies = new PolicyStore(rows, understood, time);
        Groups = new GroupStore(rows, Policies, time);
        Users = new UserStore(rows, Policies, Groups, time);
        Roles = new RoleStore(rows, Policies, time);
        Keys = new KeyStore(rows, Users, secrets, time);
        Sessions = new SessionStore(accountId, all, tokens);
        Resolver = all.Resolver;
    }

    /// <summary>The account that they are in.</summary>
    public string AccountId { get; }

    /// <summary>The users.</summary>
    public UserStore Users { get; }

    /// <summary>Their groups.</summary>
    public GroupStore Groups { get; }

    /// <summary>What they, and others whom roles trust, may become for a while.</summary>
    public RoleStore Roles { get; }

    /// <summary>Their access keys.</summary>
    public KeyStore Keys { get; }

    /// <summary>What they may do.</summary>
    public PolicyStore Policies { get; }

    /// <summary>Begins sessions of the roles; finds those of all accounts.</summary>
    public SessionStore Sessions { get; }

    /// <summary>What stands behind an access key of any account.</summary>
    public KeyResolver Resolver { get; }
}
