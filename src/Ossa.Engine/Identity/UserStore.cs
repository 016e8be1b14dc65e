using System.Globalization;
using System.Security.Cryptography;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Identity;

/// <summary>Keeps users, and what is attached to them.</summary>
public sealed class UserStore
{
    private readonly IdentityRows _rows;
    private readonly PolicyStore _policies;
    private readonly GroupStore _groups;
    private readonly TimeProvider _time;

    internal UserStore(IdentityRows rows, PolicyStore policies, GroupStore groups, TimeProvider time)
    {
        _rows = rows;
        _policies = policies;
        _groups = groups;
        _time = time;
    }

    /// <summary>The user of a name.</summary>
    /// <exception cref="OssException">There is none.</exception>
    public async ValueTask<User> GetAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) ?? throw new OssException(RamErrors.NoSuchUser, "Name", name);

    /// <summary>All users, by name.</summary>
    public IAsyncEnumerable<User> ListAsync(CancellationToken cancellationToken) =>
        _rows.ScanAsync(IdentityRows.UserPrefix, cancellationToken).Select(row => IdentityCodec.DecodeUser(row));

    /// <summary>Makes a user, who may do nothing yet.</summary>
    /// <exception cref="OssException">The name is taken, or is none.</exception>
    public async ValueTask<User> CreateAsync(string name, CancellationToken cancellationToken)
    {
        IdentityNames.CheckUser(name);
        var user = new User(name, NewId(), _time.GetUtcNow());
        await _rows.CreateAsync(
            IdentityRows.User(name),
            IdentityCodec.Encode(user),
            () => new OssException(RamErrors.UserExists, "Name", name),
            cancellationToken
        );
        return user;
    }

    /// <summary>Deletes a user without keys.</summary>
    /// <exception cref="OssException">There is none, or it has keys.</exception>
    public ValueTask DeleteAsync(string name, CancellationToken cancellationToken) =>
        _rows.ChangeAsync(
            async batch =>
            {
                await GetAsync(name, cancellationToken);
                var keys = _rows.ScanAsync(IdentityRows.KeyPrefix, cancellationToken);
                if (await keys.AnyAsync(row => IdentityCodec.DecodeKey(row).UserName == name, cancellationToken))
                {
                    throw new OssException(RamErrors.UserHasKeys, "Name", name);
                }

                batch.Delete(RowFamily.Record, IdentityRows.User(name));
            },
            cancellationToken
        );

    /// <summary>Attaches a policy; one that is attached stays so.</summary>
    /// <exception cref="OssException">There is no such user or policy, or the user has as many as it may.</exception>
    public ValueTask AttachAsync(string name, string policy, CancellationToken cancellationToken) =>
        ChangeAsync(
            name,
            async user =>
            {
                await _policies.GetAsync(policy, cancellationToken);
                var policies = Attachments.Add(
                    user.Policies,
                    policy,
                    Limits.MaxPoliciesOfUser,
                    RamErrors.TooManyPolicies
                );
                return user with { Policies = policies };
            },
            cancellationToken
        );

    /// <summary>Takes a policy away.</summary>
    /// <exception cref="OssException">There is no such user, or the policy is not attached to it.</exception>
    public ValueTask DetachAsync(string name, string policy, CancellationToken cancellationToken) =>
        ChangeAsync(
            name,
            user =>
            {
                var policies = Attachments.Remove(user.Policies, policy, RamErrors.PolicyNotAttached);
                return ValueTask.FromResult(user with { Policies = policies });
            },
            cancellationToken
        );

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

    internal async ValueTask<User?> FindAsync(string name, CancellationToken cancellationToken) =>
        await _rows.GetAsync(IdentityRows.User(name), cancellationToken) is { } row
            ? IdentityCodec.DecodeUser(row)
            : null;

    private ValueTask ChangeAsync(
        string name,
        Func<User, ValueTask<User>> change,
        CancellationToken cancellationToken
    ) =>
        _rows.ChangeAsync(
            async batch =>
            {
                var changed = await change(await GetAsync(name, cancellationToken));
                batch.Put(RowFamily.Record, IdentityRows.User(name), IdentityCodec.Encode(changed));
            },
            cancellationToken
        );

    /// <summary>18 digits that begin with 2, as the ids of RAM users do.</summary>
    private static string NewId() => "2" + RandomNumberGenerator.GetString("0123456789", 17);
}
