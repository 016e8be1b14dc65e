using Ossa.Engine.Encryption;
using Ossa.Engine.Identity.Transfer;
using Ossa.Storage;

namespace Ossa.Engine.Identity;

/// <summary>Who there is beside the root account: users, their groups and keys, roles, and the policies that say what they may do.</summary>
public sealed class IdentityStore
{
    private readonly IdentityExport _export;
    private readonly IdentityImport _import;

    internal IdentityStore(IMetadataStore metadata, SecretSealer secrets, SecretSealer tokens, TimeProvider time)
    {
        var rows = new IdentityRows(metadata);
        Policies = new PolicyStore(rows, time);
        Groups = new GroupStore(rows, Policies, time);
        Users = new UserStore(rows, Policies, Groups, time);
        Roles = new RoleStore(rows, Policies, time);
        Keys = new KeyStore(rows, Users, secrets, time);
        Sessions = new SessionStore(rows, Roles, Policies, tokens);
        _export = new IdentityExport(rows, Keys);
        _import = new IdentityImport(rows, Keys, secrets);
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

    /// <summary>Writes down all users, groups, roles and policies as they are at one moment.</summary>
    /// <param name="account">The id of the account.</param>
    /// <param name="withSecrets">Whether the secrets of access keys are told.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="KeyringException">The keyring that opens the secrets is not at hand.</exception>
    public ValueTask<IdentityDocument> ExportAsync(
        string account,
        bool withSecrets,
        CancellationToken cancellationToken
    ) => _export.RunAsync(account, withSecrets, cancellationToken);

    /// <summary>Makes what a document has and the store lacks, all of it or, where anything stands in the way, nothing.</summary>
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
