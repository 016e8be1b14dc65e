using Ossa.Engine.Encryption;
using Ossa.Storage;

namespace Ossa.Engine.Identity;

/// <summary>Who there is beside the root account: users, their groups and keys, roles, and the policies that say what they may do.</summary>
public sealed class IdentityStore
{
    internal IdentityStore(IMetadataStore metadata, SecretSealer secrets, SecretSealer tokens, TimeProvider time)
    {
        var rows = new IdentityRows(metadata);
        Policies = new PolicyStore(rows, time);
        Groups = new GroupStore(rows, Policies, time);
        Users = new UserStore(rows, Policies, Groups, time);
        Roles = new RoleStore(rows, Policies, time);
        Keys = new KeyStore(rows, Users, secrets, time);
        Sessions = new SessionStore(rows, Roles, Policies, tokens);
        Resolver = new KeyResolver(rows, Keys, Users, Groups, Policies);
    }

    /// <summary>The users.</summary>
    public UserStore Users { get; }

    /// <summary>Their groups.</summary>
    public GroupStore Groups { get; }

    /// <summary>What they may become for a while.</summary>
    public RoleStore Roles { get; }

    /// <summary>Their access keys.</summary>
    public KeyStore Keys { get; }

    /// <summary>What they may do.</summary>
    public PolicyStore Policies { get; }

    /// <summary>The sessions of roles.</summary>
    public SessionStore Sessions { get; }

    /// <summary>What stands behind an access key.</summary>
    public KeyResolver Resolver { get; }
}
