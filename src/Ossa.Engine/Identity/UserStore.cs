using System.Text;
using Ossa.Protocol.Errors;
using Ossa.Storage;

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
    public ValueTask<User> CreateAsync(string name, CancellationToken cancellationToken) =>
        CreateAsync(name, displayName: "", comments: "", cancellationToken);

    /// <summary>
    /// Makes a user, who may do nothing yet, and says something about it, in at most <see cref="Limits.MaxCommentsCharacters"/> characters each.
    /// </summary>
    /// <exception cref="OssException">The name is taken, or is none, or what is said is too long.</exception>
    public async ValueTask<User> CreateAsync(
        string name,
        string displayName,
        string comments,
        CancellationToken cancellationToken
    )
    {
        var user = new User(name, IdentityIds.NewUser(), _time.GetUtcNow())
        {
            DisplayName = displayName,
            Comments = comments,
            KeyIds = [],
        };
        Check(user);
        return await AddAsync(user, cancellationToken);
    }

    /// <summary>Calls a user something else, or says something else about it. Its id, its keys and what it may do stay.</summary>
    /// <param name="name">Its name so far.</param>
    /// <param name="newName">Its new name, or null for the same; whoever means it by its name must be told.</param>
    /// <param name="displayName">What people call it, or null for the same.</param>
    /// <param name="comments">What there is to say, or null for the same.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OssException">There is no such user, the new name is taken or is none, or what is said is too long.</exception>
    public async ValueTask<User> UpdateAsync(
        string name,
        string? newName,
        string? displayName,
        string? comments,
        CancellationToken cancellationToken
    )
    {
        User? updated = null;
        await Rows.ChangeAsync(
            async batch =>
            {
                var user = await GetAsync(name, cancellationToken);
                updated = user with
                {
                    Name = newName ?? name,
                    DisplayName = displayName ?? user.DisplayName,
                    Comments = comments ?? user.Comments,
                };
                Check(updated);
                if (updated.Name != name)
                {
                    await MoveAsync(batch, user, updated.Name, cancellationToken);
                }

                batch.Put(RowFamily.Record, RowOf(updated.Name), Encode(updated));
            },
            cancellationToken
        );
        return updated!;
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

    /// <summary>A user by its id, whatever it is called now; null where it is gone.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="name">What it was called at some time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async ValueTask<User?> FindAsync(string id, string name, CancellationToken cancellationToken)
    {
        var now = await Rows.GetAsync(Rows.UserName(id), cancellationToken) is { } row
            ? Encoding.UTF8.GetString(row)
            : name;
        return await FindAsync(now, cancellationToken) is { } user && user.Id == id ? user : null;
    }

    /// <summary>The ids of a user's keys; all keys are looked through only where the user's row does not know its own.</summary>
    internal async ValueTask<IReadOnlyList<string>> FindKeyIdsAsync(User user, CancellationToken cancellationToken) =>
        user.KeyIds
        ?? await Rows.ScanAsync(IdentityRows.KeyPrefix, cancellationToken)
            .Select(row => IdentityCodec.DecodeKey(row))
            .Where(key => key.UserName == user.Name && key.Account == Rows.Account)
            .Select(key => key.Id)
            .ToListAsync(cancellationToken);

    /// <summary>Frees the name of before, and takes its keys along.</summary>
    private async ValueTask MoveAsync(WriteBatch batch, User user, string to, CancellationToken cancellationToken)
    {
        if (await FindAsync(to, cancellationToken) is not null)
        {
            throw new OssException(RamErrors.UserExists, "Name", to);
        }

        batch.Delete(RowFamily.Record, RowOf(user.Name));
        batch.Put(RowFamily.Record, Rows.UserName(user.Id), Encoding.UTF8.GetBytes(to));
        foreach (var id in await FindKeyIdsAsync(user, cancellationToken))
        {
            if (await Rows.GetAsync(IdentityRows.Key(id), cancellationToken) is { } row)
            {
                var moved = IdentityCodec.Encode(IdentityCodec.DecodeKey(row) with { UserName = to });
                batch.Put(RowFamily.Record, IdentityRows.Key(id), moved);
            }
        }
    }

    internal static void Check(User user)
    {
        IdentityNames.CheckUser(user.Name);
        IdentityNames.CheckDisplayName(user.Name, user.DisplayName);
        IdentityNames.CheckComments(user.Name, user.Comments);
    }

    private protected override void Forget(WriteBatch batch, User holder) =>
        batch.Delete(RowFamily.Record, Rows.UserName(holder.Id));

    private protected override byte[] RowOf(string name) => Rows.User(name);

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
