using Ossa.Engine.Accounts;
using Ossa.Engine.Encryption;
using Ossa.Storage;

namespace Ossa.Engine.Identity;

/// <summary>The identities of all accounts. Names are of one account; access keys and tokens tell which.</summary>
internal sealed class IdentityStores
{
    private readonly UnderstoodPolicies _understood = new();
    private readonly SecretSealer _secrets;
    private readonly SecretSealer _tokens;
    private readonly TimeProvider _time;

    public IdentityStores(
        IdentityRows rows,
        AccountStore accounts,
        string rootAccount,
        SecretSealer secrets,
        SecretSealer tokens,
        TimeProvider time
    )
    {
        (_secrets, _tokens, _time) = (secrets, tokens, time);
        Accounts = accounts;
        RootAccount = rootAccount;
        Rows = rows;
        Resolver = new KeyResolver(Rows, this, secrets);
        KeyUses = new KeyUses(Rows);
        Root = Open(rootAccount, Rows);
        Secrets = new KeySecrets(Rows, secrets);
    }

    /// <summary>What is known of keys and policies.</summary>
    public IEnumerable<CacheCounter> Counters => [Resolver.Counter, _understood.Counter];

    /// <summary>The further accounts.</summary>
    public AccountStore Accounts { get; }

    /// <summary>The id of the first account.</summary>
    public string RootAccount { get; }

    /// <summary>The rows of the first account, and of what is of no account.</summary>
    public IdentityRows Rows { get; }

    /// <summary>The identities of the first account.</summary>
    public IdentityStore Root { get; }

    /// <summary>What stands behind an access key.</summary>
    public KeyResolver Resolver { get; }

    /// <summary>When the access keys were used last.</summary>
    public KeyUses KeyUses { get; }

    /// <summary>The secrets of all access keys.</summary>
    public KeySecrets Secrets { get; }

    /// <summary>The identities of an account.</summary>
    public IdentityStore Of(string accountId) => accountId == RootAccount ? Root : Open(accountId, Rows.Of(accountId));

    private IdentityStore Open(string accountId, IdentityRows rows) =>
        new(accountId, this, rows, _understood, _secrets, _tokens, _time);
}
