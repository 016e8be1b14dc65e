using System.Security.Cryptography;
using Ossa.Engine.Encryption;
using Ossa.Engine.Records;
using Ossa.Protocol.Access;

namespace Ossa.Engine.Identity;

/// <summary>
/// Makes and opens the tokens of sessions. All that is known of a session is in its token, sealed under the keyring, so nothing is stored
/// and every server with the same keyring takes it. What its role is now, is read for each request.
/// </summary>
public sealed class SessionStore
{
    private const byte Format = 1;

    /// <summary>More than the longest token has, in characters.</summary>
    private const int MaxTokenCharacters = 8192;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>What tokens are sealed to. No access key is called that, so neither is ever taken for the other.</summary>
    private const string SealedTo = "role session";

    private readonly string _account;
    private readonly IdentityStores _all;
    private readonly SecretSealer _sealer;

    internal SessionStore(string account, IdentityStores all, SecretSealer sealer)
    {
        _account = account;
        _all = all;
        _sealer = sealer;
    }

    /// <summary>How the access key ids of sessions begin.</summary>
    public const string IdPrefix = "STS.";

    /// <summary>Begins a session of a role of this account. Whether that is allowed was judged already.</summary>
    /// <param name="role">The role.</param>
    /// <param name="name">What the session is called.</param>
    /// <param name="expiresAt">When it ends.</param>
    /// <param name="policy">The JSON of a policy that must allow all that it does, or empty for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="KeyringException">The store has a keyring, and it is not at hand.</exception>
    public async ValueTask<NewSession> BeginAsync(
        Role role,
        string name,
        DateTimeOffset expiresAt,
        string policy,
        CancellationToken cancellationToken
    )
    {
        var session = new RoleSession(
            IdPrefix + RandomNumberGenerator.GetString(Letters, 24),
            RandomNumberGenerator.GetString(Letters, 44),
            _account,
            role.Name,
            role.Id,
            name,
            expiresAt,
            policy
        );
        var token = await _sealer.SealAsync(SealedTo, Encode(session), cancellationToken);
        return new NewSession(session, Convert.ToBase64String(token));
    }

    /// <summary>The session of a token with what it may do now, or null when the token is none, the role is gone or its account disabled.</summary>
    /// <exception cref="KeyringException">The store has a keyring, and it is not at hand.</exception>
    public async ValueTask<KnownSession?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (await OpenAsync(token, cancellationToken) is not { } session)
        {
            return null;
        }

        while (true)
        {
            var epoch = await _all.Rows.EpochAsync(cancellationToken);
            var known = await DescribeAsync(session, cancellationToken);
            // What was read in several steps is one state only if nothing changed meanwhile.
            if (await _all.Rows.EpochAsync(cancellationToken) == epoch)
            {
                return known;
            }
        }
    }

    /// <summary>
    /// When the last token has ended that a master key may have sealed before another one took its place, or null where none can be good any
    /// more.
    /// </summary>
    internal async ValueTask<DateTimeOffset?> FindEndAsync(
        KeyChain chain,
        MasterKey replaced,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var replacedAt = chain.Keys.SkipWhile(key => key != replaced).ElementAt(1).CreatedAt;
        var end = replacedAt.AddSeconds(Limits.MaxRoleSessionSeconds);
        return
            chain.Name == KeyChain.OwnName
            && end > now
            && await AnyRoleAsync(role => role.CreatedAt <= replacedAt, cancellationToken)
            ? end
            : null;
    }

    private async ValueTask<bool> AnyRoleAsync(Func<Role, bool> condition, CancellationToken cancellationToken)
    {
        var accounts = await _all.Accounts.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        foreach (var account in accounts.Select(account => account.Id).Prepend(_all.RootAccount))
        {
            if (await _all.Of(account).Roles.ListAsync(cancellationToken).AnyAsync(condition, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private async ValueTask<KnownSession?> DescribeAsync(RoleSession session, CancellationToken cancellationToken)
    {
        var identities = _all.Of(session.AccountId);
        var role = await identities.Roles.FindAsync(session.RoleName, cancellationToken);
        if (
            role?.Id != session.RoleId
            || !await _all.Accounts.IsActiveAsync(session.AccountId, cancellationToken)
            || await identities.Policies.UnderstandAsync(role.Policies, cancellationToken) is not { } policies
        )
        {
            return null;
        }

        var bound = session.Policy.Length == 0 ? null : PolicyStore.Understand(session.Policy);
        return new KnownSession(session, policies, bound);
    }

    private async ValueTask<RoleSession?> OpenAsync(string token, CancellationToken cancellationToken)
    {
        var bytes = new byte[Math.Min(token.Length, MaxTokenCharacters)];
        if (
            token.Length > MaxTokenCharacters
            || !Convert.TryFromBase64String(token, bytes, out var length)
            || !IsPlain(token, bytes.AsSpan(0, length))
        )
        {
            return null;
        }

        var plain = await _sealer.TryOpenAsync(SealedTo, bytes[..length], cancellationToken);
        return plain is null ? null : Decode(plain);
    }

    /// <summary>White space and spare bits would give one token many spellings.</summary>
    private static bool IsPlain(string text, ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes) == text;

    private byte[] Encode(RoleSession session) =>
        new RecordWriter(Format)
            .Text(1, session.AccessKeyId)
            .Text(2, session.Secret)
            .Text(3, session.RoleName)
            .Text(4, session.RoleId)
            .Text(5, session.Name)
            .Number(6, session.ExpiresAt.UtcTicks)
            .Text(7, session.Policy)
            .Text(8, session.AccountId == _all.RootAccount ? null : session.AccountId)
            .ToArray();

    private RoleSession Decode(byte[] plain)
    {
        var session = new RoleSession("", "", _all.RootAccount, "", "", "", default, "");
        var reader = new RecordReader(plain, Format);
        while (reader.Next())
        {
            session = reader.Tag switch
            {
                1 => session with { AccessKeyId = reader.Text() },
                2 => session with { Secret = reader.Text() },
                3 => session with { RoleName = reader.Text() },
                4 => session with { RoleId = reader.Text() },
                5 => session with { Name = reader.Text() },
                6 => session with { ExpiresAt = new DateTimeOffset((long)reader.Number(), TimeSpan.Zero) },
                7 => session with { Policy = reader.Text() },
                8 => session with { AccountId = reader.Text() },
                _ => session,
            };
        }

        return session;
    }
}
