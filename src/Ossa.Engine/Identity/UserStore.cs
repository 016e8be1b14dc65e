using Ossa.Protocol.Errors;

namespace Ossa.Engine.Identity;

/// <summary>Keeps users, and what is attached to them.</summary>
public sealed class UserStore : PolicyHolderStore<User>
{
    private readonly GroupStore _groups;
    private readonly TimeProvider _time;

    internal UserStore(IdentityRows rows, PolicyStore policies, GroupStore groups, TimeProvider time)
        : base(rows, policies)
    {
        _groups = groups;
        _time = time;
    }

    private protected override OssError Missing => RamErrors.NoSuchUser;

    private protected override OssError Taken => RamErrors.UserExists;

    /// <summary>Makes a user, who may do nothing yet.</summary>
    /// <exception cref="OssException">The name is taken, or is none.</exception>
    public async ValueTask<User> CreateAsync(string name, CancellationToken cancellationToken)
    {
        IdentityNames.CheckUser(name);
        var user = new User(name, IdentityIds.NewUser(), _time.GetUtcNow()) { KeyIds = [] };
        return await AddAsync(user, cancellationToken);
    }

    /// <summary>Puts a user into a group.</summary>
    /// <exception cref="OssException">There is no such user or group, or the user is in as many as it may.</exception>
    public ValueTask JoinAsync(string name, string group, CancellationToken cancellationToken) =>
        ChangeAsync(
            name,
            async user =>
            {
                await _groups.GetAsync(group, cancellationToken);
                var groups = Attachments.Add(user.Groups, group, Limits.MaxGroupsOfUser, RamErrors.TooManyGroups);
                return user with { Groups = groups };
            },
            cancellationToken
        );

    /// <summary>Takes a user out of a group.</summary>
    /// <exception cref="OssException">There is no such user, or it is not in the group.</exception>
    public ValueTask LeaveAsync(string name, string group, CancellationToken cancellationToken) =>
        ChangeAsync(
            name,
            user =>
            {
                var groups = Attachments.Remove(user.Groups, group, RamErrors.UserNotInGroup);
                return ValueTask.FromResult(user with { Groups = groups });
            },
            cancellationToken
        );

    /// <summary>The ids of a user's keys; all keys are looked through only where the user's row does not know its own.</summary>
    internal async ValueTask<IReadOnlyList<string>> FindKeyIdsAsync(User user, CancellationToken cancellationToken) =>
        user.KeyIds
        ?? await Rows.ScanAsync(IdentityRows.KeyPrefix, cancellationToken)
            .Select(row => IdentityCodec.DecodeKey(row))
            .Where(key => key.UserName == user.Name)
            .Select(key => key.Id)
            .ToListAsync(cancellationToken);

    private protected override byte[] RowOf(string name) => IdentityRows.User(name);

    private protected override byte[] Encode(User holder) => IdentityCodec.Encode(holder);

    private protected override User Decode(ReadOnlySpan<byte> row) => IdentityCodec.DecodeUser(row);

    /// <summary>It may have no keys.</summary>
    private protected override async ValueTask RequireUnusedAsync(string name, CancellationToken cancellationToken)
    {
        if ((await FindKeyIdsAsync(await GetAsync(name, cancellationToken), cancellationToken)).Count > 0)
        {
            throw new OssException(RamErrors.UserHasKeys, "Name", name);
        }
    }
}
