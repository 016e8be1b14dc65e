using System.Collections.Concurrent;
using System.Text;
using Ossa.Engine.Access;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Identity;

/// <summary>Keeps the policies that can be attached to users, groups and roles.</summary>
public sealed class PolicyStore
{
    private const int MaxUnderstood = 1024;

    private readonly IdentityRows _rows;
    private readonly TimeProvider _time;

    /// <summary>What was understood, by its JSON: a change somewhere else has nothing parsed anew.</summary>
    private readonly ConcurrentDictionary<string, PolicyDocument> _understood = new(StringComparer.Ordinal);

    internal PolicyStore(IdentityRows rows, TimeProvider time)
    {
        _rows = rows;
        _time = time;
    }

    /// <summary>The policy of a name.</summary>
    /// <exception cref="OssException">There is none.</exception>
    public async ValueTask<ManagedPolicy> GetAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) ?? throw new OssException(RamErrors.NoSuchPolicy, "Name", name);

    /// <summary>All policies that somebody wrote, by name.</summary>
    public IAsyncEnumerable<ManagedPolicy> ListAsync(CancellationToken cancellationToken) =>
        _rows.ScanAsync(IdentityRows.PolicyPrefix, cancellationToken).Select(row => IdentityCodec.DecodePolicy(row));

    /// <summary>Writes a policy, in the place of the one of this name if there is one; whoever it is attached to is bound by it at once.</summary>
    /// <exception cref="OssException">The name is none or one that is there from the start, or the policy is none.</exception>
    public async ValueTask<ManagedPolicy> PutAsync(string name, string json, CancellationToken cancellationToken)
    {
        IdentityNames.CheckPolicy(name);
        RequireOwn(name);
        if (Encoding.UTF8.GetByteCount(json) > Limits.MaxUserPolicyBytes)
        {
            throw new OssException(RamErrors.MalformedPolicy, "ErrorDetail", "The policy is too long.");
        }

        try
        {
            PolicyDocument.Parse(json, PolicyKind.Identity);
        }
        catch (PolicyFormatException e)
        {
            throw new OssException(RamErrors.MalformedPolicy, "ErrorDetail", e.Message);
        }

        var policy = new ManagedPolicy(name, json, _time.GetUtcNow());
        await _rows.ChangeAsync(
            batch =>
            {
                batch.Put(RowFamily.Record, IdentityRows.Policy(name), IdentityCodec.Encode(policy));
                return ValueTask.CompletedTask;
            },
            cancellationToken
        );
        return policy;
    }

    /// <summary>Deletes a policy that is attached to nobody.</summary>
    /// <exception cref="OssException">There is none, or it is attached, or it is there from the start.</exception>
    public async ValueTask DeleteAsync(string name, CancellationToken cancellationToken)
    {
        RequireOwn(name);
        await _rows.ChangeAsync(
            async batch =>
            {
                await GetAsync(name, cancellationToken);
                if (await IsAttachedAsync(name, cancellationToken))
                {
                    throw new OssException(RamErrors.PolicyIsAttached, "Name", name);
                }

                batch.Delete(RowFamily.Record, IdentityRows.Policy(name));
            },
            cancellationToken
        );
    }

    internal async ValueTask<ManagedPolicy?> FindAsync(string name, CancellationToken cancellationToken) =>
        SystemPolicies.Find(name)
        ?? (
            await _rows.GetAsync(IdentityRows.Policy(name), cancellationToken) is { } row
                ? IdentityCodec.DecodePolicy(row)
                : null
        );

    /// <summary>What the policies of these names say, or null when one is not there: somebody is taking it away.</summary>
    internal async ValueTask<IReadOnlyList<NamedPolicy>?> UnderstandAsync(
        IEnumerable<string> names,
        CancellationToken cancellationToken
    )
    {
        var policies = new List<NamedPolicy>();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (await FindAsync(name, cancellationToken) is not { } found)
            {
                return null;
            }

            policies.Add(new NamedPolicy(name, UnderstandOnce(found.Json)));
        }

        return policies;
    }

    private PolicyDocument UnderstandOnce(string json)
    {
        if (_understood.TryGetValue(json, out var known))
        {
            return known;
        }

        if (_understood.Count >= MaxUnderstood)
        {
            _understood.Clear();
        }

        return _understood[json] = Understand(json);
    }

    /// <summary>A policy that cannot be read any more denies everything, as that of a bucket does.</summary>
    public static PolicyDocument Understand(string json, PolicyKind kind = PolicyKind.Identity)
    {
        try
        {
            return PolicyDocument.Parse(json, kind);
        }
        catch (PolicyFormatException)
        {
            return PolicyDocument.DenyAll;
        }
    }

    private async ValueTask<bool> IsAttachedAsync(string name, CancellationToken cancellationToken)
    {
        var users = _rows.ScanAsync(IdentityRows.UserPrefix, cancellationToken);
        var groups = _rows.ScanAsync(IdentityRows.GroupPrefix, cancellationToken);
        var roles = _rows.ScanAsync(IdentityRows.RolePrefix, cancellationToken);
        return await users.AnyAsync(row => IdentityCodec.DecodeUser(row).Policies.Contains(name), cancellationToken)
            || await groups.AnyAsync(row => IdentityCodec.DecodeGroup(row).Policies.Contains(name), cancellationToken)
            || await roles.AnyAsync(row => IdentityCodec.DecodeRole(row).Policies.Contains(name), cancellationToken);
    }

    private static void RequireOwn(string name)
    {
        if (SystemPolicies.Find(name) is not null)
        {
            throw new OssException(RamErrors.SystemPolicy, "Name", name);
        }
    }
}
