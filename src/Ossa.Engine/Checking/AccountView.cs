using System.Text;
using Ossa.Engine.Identity;

namespace Ossa.Engine.Checking;

/// <summary>The users, groups, roles and policies of one account by name. A row that cannot be read is there, and says nothing.</summary>
/// <param name="rows">The account's rows.</param>
/// <param name="unreadable">Hears why a row cannot be read.</param>
internal sealed class AccountView(IdentityRows rows, Action<string> unreadable)
{
    public IdentityRows Rows => rows;

    public Dictionary<string, ManagedPolicy?> Policies { get; private set; } = [];

    public Dictionary<string, UserGroup?> Groups { get; private set; } = [];

    public Dictionary<string, User?> Users { get; private set; } = [];

    public Dictionary<string, Role?> Roles { get; private set; } = [];

    /// <summary>How what is found of the account is told.</summary>
    public string Place => rows.Account is null ? "" : $"in the account {rows.Account}, ";

    public async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        Policies = await ReadAsync("policy", rows.Policy(""), row => IdentityCodec.DecodePolicy(row));
        Groups = await ReadAsync("group", rows.Group(""), row => IdentityCodec.DecodeGroup(row));
        Users = await ReadAsync("user", rows.User(""), row => IdentityCodec.DecodeUser(row));
        Roles = await ReadAsync("role", rows.Role(""), row => IdentityCodec.DecodeRole(row));

        ValueTask<Dictionary<string, T?>> ReadAsync<T>(string kind, byte[] prefix, Func<byte[], T> decode)
            where T : class => ReadAllAsync(rows, $"{Place}the {kind}", prefix, decode, unreadable, cancellationToken);
    }

    /// <summary>All rows under a prefix by what follows it.</summary>
    public static async ValueTask<Dictionary<string, T?>> ReadAllAsync<T>(
        IdentityRows rows,
        string what,
        byte[] prefix,
        Func<byte[], T> decode,
        Action<string> unreadable,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var all = new Dictionary<string, T?>(StringComparer.Ordinal);
        await foreach (var row in rows.ScanRowsAsync(prefix, cancellationToken))
        {
            var name = Encoding.UTF8.GetString(row.Key.AsSpan(prefix.Length));
            all[name] = Readable.TryDecode(() => decode(row.Value), out var why);
            if (all[name] is null)
            {
                unreadable($"{what} '{name}' cannot be read: {why}");
            }
        }

        return all;
    }
}
