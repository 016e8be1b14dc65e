using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Identity;

/// <summary>Keeps groups of users, and the policies attached to them.</summary>
public sealed class GroupStore
{
    private readonly IdentityRows _rows;
    private readonly PolicyStore _policies;
    private readonly TimeProvider _time;

    internal GroupStore(IdentityRows rows, PolicyStore policies, TimeProvider time)
    {
        _rows = rows;
        _policies = policies;
        _time = time;
    }

    /// <summary>The group of a name.</summary>
    /// <exception cref="OssException">There is none.</exception>
    public async ValueTask<UserGroup> GetAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) ?? throw new OssException(RamErrors.NoSuchGroup, "Name", name);

    /// <summary>All groups, by name.</summary>
    public IAsyncEnumerable<UserGroup> ListAsync(CancellationToken cancellationToken) =>
        _rows.ScanAsync(IdentityRows.GroupPrefix, cancellationToken).Select(row => IdentityCodec.DecodeGroup(row));

    /// <summary>Makes a group.</summary>
    /// <exception cref="OssException">The name is taken, or is none.</exception>
    public async ValueTask<UserGroup> CreateAsync(string name, CancellationToken cancellationToken)
    {
        IdentityNames.CheckGroup(name);
        var group = new UserGroup(name, _time.GetUtcNow());
        await _rows.CreateAsync(
            IdentityRows.Group(name),
            IdentityCodec.Encode(group),
            () => new OssException(RamErrors.GroupExists, "Name", name),
            cancellationToken
        );
        return group;
    }

    /// <summary>Deletes a group that nobody is in.</summary>
    /// <exception cref="OssException">There is none, or somebody is in it.</exception>
    public ValueTask DeleteAsync(string name, CancellationToken cancellationToken) =>
        _rows.ChangeAsync(
            async batch =>
            {
                await GetAsync(name, cancellationToken);
                var users = _rows.ScanAsync(IdentityRows.UserPrefix, cancellationToken);
                if (await users.AnyAsync(row => IdentityCodec.DecodeUser(row).Groups.Contains(name), cancellationToken))
                {
                    throw new OssException(RamErrors.GroupHasUsers, "Name", name);
                }

                batch.Delete(RowFamily.Record, IdentityRows.Group(name));
            },
            cancellationToken
        );

    /// <summary>Attaches a policy; one that is attached stays so.</summary>
    /// <exception cref="OssException">There is no such group or policy, or the group has as many as it may.</exception>
    public ValueTask AttachAsync(string name, string policy, CancellationToken cancellationToken) =>
        ChangeAsync(
            name,
            async group =>
            {
                await _policies.GetAsync(policy, cancellationToken);
                var policies = Attachments.Add(
                    group.Policies,
                    policy,
                    Limits.MaxPoliciesOfUser,
                    RamErrors.TooManyPolicies
                );
                return group with { Policies = policies };
            },
            cancellationToken
        );

    /// <summary>Takes a policy away.</summary>
    /// <exception cref="OssException">There is no such group, or the policy is not attached to it.</exception>
    public ValueTask DetachAsync(string name, string policy, CancellationToken cancellationToken) =>
        ChangeAsync(
            name,
            group =>
            {
                var policies = Attachments.Remove(group.Policies, policy, RamErrors.PolicyNotAttached);
                return ValueTask.FromResult(group with { Policies = policies });
            },
            cancellationToken
        );

    internal async ValueTask<UserGroup?> FindAsync(string name, CancellationToken cancellationToken) =>
        await _rows.GetAsync(IdentityRows.Group(name), cancellationToken) is { } row
            ? IdentityCodec.DecodeGroup(row)
            : null;

    private ValueTask ChangeAsync(
        string name,
        Func<UserGroup, ValueTask<UserGroup>> change,
        CancellationToken cancellationToken
    ) =>
        _rows.ChangeAsync(
            async batch =>
            {
                var changed = await change(await GetAsync(name, cancellationToken));
                batch.Put(RowFamily.Record, IdentityRows.Group(name), IdentityCodec.Encode(changed));
            },
            cancellationToken
        );
}
