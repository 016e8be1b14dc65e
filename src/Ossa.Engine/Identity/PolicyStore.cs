using System.Text;
using Ossa.Engine.Access;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Identity;

/// <summary>Keeps the policies that can be attached to users, groups and roles.</summary>
public sealed class PolicyStore
{
    private readonly IdentityRows _rows;
    private readonly UnderstoodPolicies _understood;
    private readonly TimeProvider _time;

    internal PolicyStore(IdentityRows rows, UnderstoodPolicies understood, TimeProvider time)
    {
        _rows = rows;
        _understood = understood;
        _time = time;
    }

    /// <summary>The policy of a name.</summary>
    /// <exception cref="OssException">There is none.</exception>
    public async ValueTask<ManagedPolicy> GetAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) ?? throw new OssException(RamErrors.NoSuchPolicy, "Name", name);

    /// <summary>All policies that somebody wrote, by name.</summary>
    public IAsyncEnumerable<ManagedPolicy> ListAsync(CancellationToken cancellationToken) =>
        _rows.ScanAsync(_rows.Policy(""), cancellationToken).Select(row => IdentityCodec.DecodePolicy(row));

    /// <summary>Writes a policy, in the place of the one of this name if there is one; whoever it is attached to is bound by it at once.</summary>
    /// <exception cref="OssException">The name is none or one that is there from the start, or the policy is none.</exception>
    public async ValueTask<ManagedPolicy> PutAsync(string name, string json, CancellationToken cancellationToken)
    {
        Check(name, json);
        ManagedPolicy? written = null;
        await _rows.ChangeAsync(
            async batch =>
            {
                var (present, now) = (await FindAsync(name, cancellationToken), _time.GetUtcNow());
                written = new ManagedPolicy(name, json, now)
                {
                    Description = present?.Description ?? "",
                    CreatedAt = present?.CreatedAt ?? now,
                };
                batch.Put(RowFamily.Record, _rows.Policy(name), IdentityCodec.Encode(written));
            },
            cancellationToken
        );
        return written!;
    }

    /// <summary>Writes a policy of a name that there is none of.</summary>
    /// <exception cref="OssException">The name is taken, or is none, or the policy is none, or the description too long.</exception>
    public async ValueTask<ManagedPolicy> CreateAsync(
        string name,
        string json,
        string description,
        CancellationToken cancellationToken
    )
    {
        IdentityNames.CheckPolicy(name);
        if (SystemPolicies.Find(name) is not null)
        {
            throw new OssException(RamErrors.PolicyExists, "Name", name);
        }

        Check(name, json);
        IdentityNames.CheckDescription(name, description);
        var policy = new ManagedPolicy(name, json, _time.GetUtcNow()) { Description = description };
        await _rows.CreateAsync(
            _rows.Policy(name),
            IdentityCodec.Encode(policy),
            () => new OssException(RamErrors.PolicyExists, "Name", name),
            cancellationToken
        );
        return policy;
    }

    /// <summary>To how many users, groups and roles each policy is attached; those that are attached to none are left out.</summary>
    public async ValueTask<IReadOnlyDictionary<string, int>> CountAttachmentsAsync(CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var row in _rows.ScanAsync(_rows.User(""), cancellationToken))
        {
            Count(IdentityCodec.DecodeUser(row));
        }

        await foreach (var row in _rows.ScanAsync(_rows.Group(""), cancellationToken))
        {
            Count(IdentityCodec.DecodeGroup(row));
        }

        await foreach (var row in _rows.ScanAsync(_rows.Role(""), cancellationToken))
        {
            Count(IdentityCodec.DecodeRole(row));
        }

        return counts;

        void Count(PolicyHolder holder)
        {
            foreach (var policy in holder.Policies)
            {
                counts[policy] = counts.GetValueOrDefault(policy) + 1;
            }
        }
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
                if ((await CountAttachmentsAsync(cancellationToken)).ContainsKey(name))
                {
                    throw new OssException(RamErrors.PolicyIsAttached, "Name", name);
                }

                batch.Delete(RowFamily.Record, _rows.Policy(name));
            },
            cancellationToken
        );
    }

    internal async ValueTask<ManagedPolicy?> FindAsync(string name, CancellationToken cancellationToken) =>
        SystemPolicies.Find(name)
        ?? (
            await _rows.GetAsync(_rows.Policy(name), cancellationToken) is { } row
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

            policies.Add(new NamedPolicy(name, _understood.Get(found.Json)));
        }

        return policies;
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

    internal static void Check(string name, string json)
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
    }

    private static void RequireOwn(string name)
    {
        if (SystemPolicies.Find(name) is not null)
        {
            throw new OssException(RamErrors.SystemPolicy, "Name", name);
        }
    }
}
