using Ossa.Protocol.Errors;

namespace Ossa.Engine.Identity;

/// <summary>Keeps groups of users, and the policies attached to them.</summary>
public sealed class GroupStore : PolicyHolderStore<UserGroup>
{
    private readonly TimeProvider _time;

    internal GroupStore(IdentityRows rows, PolicyStore policies, TimeProvider time)
        : base(rows, policies) => _time = time;

    private protected override OssError Missing => RamErrors.NoSuchGroup;

    private protected override OssError Taken => RamErrors.GroupExists;

    /// <summary>Makes a group.</summary>
    /// <exception cref="OssException">The name is taken, or is none.</exception>
    public ValueTask<UserGroup> CreateAsync(string name, CancellationToken cancellationToken) =>
        CreateAsync(name, comments: "", cancellationToken);

    /// <summary>Makes a group, and says something about it, in at most <see cref="Limits.MaxCommentsCharacters"/> characters.</summary>
    /// <exception cref="OssException">The name is taken, or is none, or the comments are too long.</exception>
    public async ValueTask<UserGroup> CreateAsync(string name, string comments, CancellationToken cancellationToken)
    {
        IdentityNames.CheckGroup(name);
        IdentityNames.CheckComments(name, comments);
        var group = new UserGroup(name, _time.GetUtcNow()) { Comments = comments };
        return await AddAsync(group, cancellationToken);
    }

    private protected override byte[] RowOf(string name) => Rows.Group(name);

    private protected override byte[] Encode(UserGroup holder) => IdentityCodec.Encode(holder);

    private protected override UserGroup Decode(ReadOnlySpan<byte> row) => IdentityCodec.DecodeGroup(row);

    /// <summary>Nobody may be in it.</summary>
    private protected override async ValueTask RequireUnusedAsync(string name, CancellationToken cancellationToken)
    {
        var users = Rows.ScanAsync(Rows.User(""), cancellationToken);
        if (await users.AnyAsync(row => IdentityCodec.DecodeUser(row).Groups.Contains(name), cancellationToken))
        {
            throw new OssException(RamErrors.GroupHasUsers, "Name", name);
        }
    }
}
