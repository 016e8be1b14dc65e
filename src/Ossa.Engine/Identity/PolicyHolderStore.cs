using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Identity;

/// <summary>Keeps what policies are attached to: each has a row under its name, and goes once nothing hangs on it.</summary>
public abstract class PolicyHolderStore<T>
    where T : PolicyHolder
{
    private readonly PolicyStore _policies;

    private protected PolicyHolderStore(IdentityRows rows, PolicyStore policies)
    {
        Rows = rows;
        _policies = policies;
    }

    private protected IdentityRows Rows { get; }

    /// <summary>The holder of a name.</summary>
    /// <exception cref="OssException">There is none.</exception>
    public async ValueTask<T> GetAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) ?? throw new OssException(Missing, "Name", name);

    /// <summary>All of them, by name.</summary>
    public IAsyncEnumerable<T> ListAsync(CancellationToken cancellationToken) =>
        Rows.ScanAsync(RowOf(""), cancellationToken).Select(row => Decode(row));

    /// <summary>Deletes one on which nothing hangs.</summary>
    /// <exception cref="OssException">There is none, or something hangs on it.</exception>
    public ValueTask DeleteAsync(string name, CancellationToken cancellationToken) =>
        Rows.ChangeAsync(
            async batch =>
            {
                var holder = await GetAsync(name, cancellationToken);
                await RequireUnusedAsync(name, cancellationToken);
                batch.Delete(RowFamily.Record, RowOf(name));
                Forget(batch, holder);
            },
            cancellationToken
        );

    /// <summary>Attaches a policy; one that is attached stays so.</summary>
    /// <exception cref="OssException">There is no such holder or policy, or it has as many as it may.</exception>
    public ValueTask AttachAsync(string name, string policy, CancellationToken cancellationToken) =>
        ChangeAsync(
            name,
            async holder =>
            {
                await _policies.GetAsync(policy, cancellationToken);
                var policies = Attachments.Add(
                    holder.Policies,
                    policy,
                    Limits.MaxPoliciesOfUser,
                    RamErrors.TooManyPolicies
                );
                return holder with { Policies = policies };
            },
            cancellationToken
        );

    /// <summary>Takes a policy away.</summary>
    /// <exception cref="OssException">There is no such holder, or the policy is not attached to it.</exception>
    public ValueTask DetachAsync(string name, string policy, CancellationToken cancellationToken) =>
        ChangeAsync(
            name,
            holder =>
            {
                var policies = Attachments.Remove(holder.Policies, policy, RamErrors.PolicyNotAttached);
                return ValueTask.FromResult(holder with { Policies = policies });
            },
            cancellationToken
        );

    /// <summary>The one of a name, or null when there is none.</summary>
    public async ValueTask<T?> FindAsync(string name, CancellationToken cancellationToken) =>
        await Rows.GetAsync(RowOf(name), cancellationToken) is { } row ? Decode(row) : null;

    /// <summary>Writes a new holder.</summary>
    private protected async ValueTask<T> AddAsync(T holder, CancellationToken cancellationToken)
    {
        await Rows.CreateAsync(
            RowOf(holder.Name),
            Encode(holder),
            () => new OssException(Taken, "Name", holder.Name),
            cancellationToken
        );
        return holder;
    }

    private protected ValueTask ChangeAsync(
        string name,
        Func<T, ValueTask<T>> change,
        CancellationToken cancellationToken
    ) =>
        Rows.ChangeAsync(
            async batch =>
            {
                var changed = await change(await GetAsync(name, cancellationToken));
                batch.Put(RowFamily.Record, RowOf(name), Encode(changed));
            },
            cancellationToken
        );

    /// <summary>Deletes what else is kept of a holder.</summary>
    private protected virtual void Forget(WriteBatch batch, T holder) { }

    private protected abstract OssError Missing { get; }

    private protected abstract OssError Taken { get; }

    /// <summary>The row of a name; that of no name is how all of them begin.</summary>
    private protected abstract byte[] RowOf(string name);

    private protected abstract byte[] Encode(T holder);

    private protected abstract T Decode(ReadOnlySpan<byte> row);

    /// <summary>Refuses where something hangs on the holder.</summary>
    private protected abstract ValueTask RequireUnusedAsync(string name, CancellationToken cancellationToken);
}
