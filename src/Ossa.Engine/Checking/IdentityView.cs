using System.Text;
using Ossa.Engine.Identity;

namespace Ossa.Engine.Checking;

/// <summary>All users, groups, roles, policies and keys by name, as the rows were at one moment. A row that cannot be read is there, and says nothing.</summary>
internal sealed class IdentityView
{
    private const int PrefixBytes = 2;

    private readonly List<string> _unreadable = [];

    private IdentityView(ulong epoch) => Epoch = epoch;

    public ulong Epoch { get; }

    public Dictionary<string, ManagedPolicy?> Policies { get; private set; } = [];

    public Dictionary<string, UserGroup?> Groups { get; private set; } = [];

    public Dictionary<string, User?> Users { get; private set; } = [];

    public Dictionary<string, Role?> Roles { get; private set; } = [];

    public Dictionary<string, UserKey?> Keys { get; private set; } = [];

    /// <summary>The rows that cannot be read, and why.</summary>
    public IReadOnlyList<string> Unreadable => _unreadable;

    /// <summary>Reads it, or gives null where something was changed meanwhile.</summary>
    public static async ValueTask<IdentityView?> TryReadAsync(IdentityRows rows, CancellationToken cancellationToken)
    {
        var view = new IdentityView(await rows.EpochAsync(cancellationToken));
        view.Policies = await ReadAsync("policy", IdentityRows.PolicyPrefix, row => IdentityCodec.DecodePolicy(row));
        view.Groups = await ReadAsync("group", IdentityRows.GroupPrefix, row => IdentityCodec.DecodeGroup(row));
        view.Users = await ReadAsync("user", IdentityRows.UserPrefix, row => IdentityCodec.DecodeUser(row));
        view.Roles = await ReadAsync("role", IdentityRows.RolePrefix, row => IdentityCodec.DecodeRole(row));
        view.Keys = await ReadAsync("access key", IdentityRows.KeyPrefix, row => IdentityCodec.DecodeKey(row));
        return await rows.EpochAsync(cancellationToken) == view.Epoch ? view : null;

        async ValueTask<Dictionary<string, T?>> ReadAsync<T>(string kind, byte[] prefix, Func<byte[], T> decode)
            where T : class
        {
            var all = new Dictionary<string, T?>(StringComparer.Ordinal);
            await foreach (var row in rows.ScanRowsAsync(prefix, cancellationToken))
            {
                var name = Encoding.UTF8.GetString(row.Key.AsSpan(PrefixBytes));
                all[name] = Readable.TryDecode(() => decode(row.Value), out var why);
                if (all[name] is null)
                {
                    view._unreadable.Add($"the {kind} '{name}' cannot be read: {why}");
                }
            }

            return all;
        }
    }
}
