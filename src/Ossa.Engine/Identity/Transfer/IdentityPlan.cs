using Ossa.Engine.Encryption;
using Ossa.Storage;

namespace Ossa.Engine.Identity.Transfer;

/// <summary>What an import is to write.</summary>
internal sealed class IdentityPlan
{
    public List<ManagedPolicy> Policies { get; } = [];

    public List<UserGroup> Groups { get; } = [];

    /// <summary>The users that are new or get keys, by name.</summary>
    public Dictionary<string, User> Users { get; } = new(StringComparer.Ordinal);

    public int NewUsers { get; set; }

    public List<Role> Roles { get; } = [];

    public List<(string User, KeyEntry Key)> Keys { get; } = [];

    public int Unchanged { get; set; }

    public int KeysWithoutSecret { get; set; }

    public bool IsEmpty => Policies.Count + Groups.Count + Users.Count + Roles.Count == 0;

    /// <summary>Puts it into a batch.</summary>
    /// <exception cref="KeyringException">The keyring that seals the secrets is not at hand.</exception>
    public async ValueTask WriteAsync(
        IdentityRows rows,
        WriteBatch batch,
        SecretSealer sealer,
        CancellationToken cancellationToken
    )
    {
        Put(Policies, policy => rows.Policy(policy.Name), IdentityCodec.Encode);
        Put(Groups, group => rows.Group(group.Name), IdentityCodec.Encode);
        Put(Users.Values, user => rows.User(user.Name), IdentityCodec.Encode);
        Put(Roles, role => rows.Role(role.Name), IdentityCodec.Encode);
        foreach (var (user, key) in Keys)
        {
            var row = new UserKey(key.Id, user, key.CreatedAt, key.IsActive)
            {
                Account = rows.Account,
                SealedSecret = await sealer.SealAsync(key.Id, key.Secret!, cancellationToken),
            };
            batch.Put(RowFamily.Record, IdentityRows.Key(key.Id), IdentityCodec.Encode(row));
        }

        void Put<T>(IEnumerable<T> all, Func<T, byte[]> row, Func<T, byte[]> encode)
        {
            foreach (var item in all)
            {
                batch.Put(RowFamily.Record, row(item), encode(item));
            }
        }
    }
}
