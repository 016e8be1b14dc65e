using Ossa.Engine.Encryption;
using Ossa.Engine.Identity.Transfer;

namespace Ossa.Engine.Identity;

/// <summary>Who there is in an account beside its root: users, their groups and keys, roles, and the policies that say what they may do.</summary>
public sealed class IdentityStore
{
    private readonly IdentityExport _export;
    private readonly IdentityImport _import;

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
        Keys = new KeyStore(rows, Users, all.KeyUses, secrets, time);
        Sessions = new SessionStore(accountId, all, tokens);
        Resolver = all.Resolver;
        _export = new IdentityExport(accountId, rows, secrets);
        _import = new IdentityImport(rows, Users, secrets);
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

    /// <summary>Writes down all users, groups, roles and policies of the account as they are at one moment.</summary>
    /// <param name="withSecrets">Whether the secrets of access keys are told.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="KeyringException">The keyring that opens the secrets is not at hand.</exception>
    public ValueTask<IdentityDocument> ExportAsync(bool withSecrets, CancellationToken cancellationToken) =>
        _export.RunAsync(withSecrets, cancellationToken);

    /// <summary>Makes what a document has and the account lacks, all of it or, where anything stands in the way, nothing.</summary>
    /// <param name="document">The document.</param>
    /// <param name="dryRun">Only say what would be done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="KeyringException">The keyring that seals the secrets is not at hand.</exception>
    public ValueTask<IdentityImportReport> ImportAsync(
        IdentityDocument document,
        bool dryRun,
        CancellationToken cancellationToken
    ) => _import.RunAsync(document, dryRun, cancellationToken);
}
