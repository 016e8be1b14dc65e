using System.Text;
using Ossa.Engine.Bodies;
using Ossa.Engine.Buckets;
using Ossa.Engine.Garbage;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Engine.Statistics;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Versions;

/// <summary>
/// One change of one key, built up into the batch that makes it: what becomes of the current object and of older versions follows from
/// the bucket's versioning state. What the bucket's retention protects is neither removed nor given another body, whoever asks. The batch
/// holds only if nobody changed the key meanwhile, and under the state and the retention that it was made by.
/// </summary>
internal sealed class KeyChange
{
    private readonly BucketPartition _partition;
    private readonly byte[] _key;
    private readonly byte[] _objectRow;
    private readonly VersionClock _clock;
    private readonly TimeProvider _time;

    private KeyChange(BucketPartition partition, byte[] key, KeyState state, VersionClock clock, TimeProvider time)
    {
        _time = time;
        _partition = partition;
        _key = key;
        _clock = clock;
        _objectRow = RowKeys.Object(key);
        State = state;
        Batch = partition.NewBatch().Require(_objectRow, state.ObjectRow);
        if (Versioned)
        {
            Batch.Require(RowKeys.KeyHead(key), state.HeadRow);
        }
    }

    /// <summary>The key as it is before the change.</summary>
    public KeyState State { get; }

    /// <summary>The batch so far; whatever must happen together with the change may be added.</summary>
    public WriteBatch Batch { get; }

    /// <summary>The body that becomes stored with this change, if one does.</summary>
    public PendingBody? Body { get; private set; }

    /// <summary>How the change shows in the bucket's figures.</summary>
    public StatisticsChange Statistics { get; } = new();

    /// <summary>Whether the key was seen to have changed since its state was read, so that a decision upon that counts for nothing.</summary>
    public bool IsOutdated { get; private set; }

    /// <summary>The versioning state that the change follows.</summary>
    public VersioningState Versioning => _partition.Versioning;

    /// <summary>Whether the bucket keeps, or once kept, versions.</summary>
    public bool Versioned => Versioning != VersioningState.Never;

    /// <summary>Whether the next version gets an id of its own.</summary>
    public bool IsNumbered => Versioning == VersioningState.Enabled;

    public static async ValueTask<KeyChange> StartAsync(
        BucketPartition partition,
        byte[] key,
        VersionClock clock,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => new(partition, key, await KeyState.ReadAsync(partition, key, cancellationToken), clock, time);

    /// <summary>The place of the next version: after all there are, also when the clock has stepped back.</summary>
    public ValueTask<long> NextSequenceAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        IsNumbered
            ? _clock.NextNameAsync(State.LatestSequence, now, cancellationToken)
            : ValueTask.FromResult(_clock.Next(State.LatestSequence, now));

    /// <summary>Makes a new version the latest: an object, or a delete marker.</summary>
    public async ValueTask PutAsync(ObjectRecord next, CancellationToken cancellationToken)
    {
        Statistics.Add(next);
        if (!Versioned)
        {
            if (State.Current is { } replaced)
            {
                Drop(replaced);
            }

            Batch.Put(RowFamily.Record, _objectRow, ObjectCodec.Encode(next));
            return;
        }

        var nullSequence = next.IsNumbered ? KeepCurrent() : await DropNullAsync(next.Sequence, cancellationToken);
        var row = ObjectCodec.Encode(next);
        Batch.Put(RowFamily.Record, RowKeys.Version(_key, next.Sequence), row);
        SetCurrent(next.IsDeleteMarker ? null : row);
        SetHead(new KeyHead(next.Sequence, nullSequence));
    }

    /// <summary>Changes the record of a version in place; its body, if it changes, is the caller's.</summary>
    /// <exception cref="OssException">It would get another body, and is protected.</exception>
    public void Update(ObjectRecord old, ObjectRecord updated)
    {
        if (!updated.Body.IsSamePlaceAs(old.Body))
        {
            RequireUnprotected(old);
        }

        Statistics.Remove(old);
        Statistics.Add(updated);
        var row = ObjectCodec.Encode(updated);
        if (State.Head is not { } head)
        {
            SetCurrent(row);
            return;
        }

        Batch.Put(RowFamily.Record, RowKeys.Version(_key, old.Sequence), row);
        if (head.LatestSequence == old.Sequence)
        {
            SetCurrent(row);
        }
    }

    /// <summary>Removes the current object for good: what a deletion does while versions are not kept.</summary>
    public void RemoveCurrent()
    {
        if (State.Current is { } current)
        {
            Drop(current);
            SetCurrent(null);
        }
    }

    /// <summary>A version of the key with its row, or null. The batch then holds only while it stays as it is.</summary>
    public async ValueTask<ObjectRecord?> FindAsync(VersionId version, CancellationToken cancellationToken)
    {
        if (State.Head is not { } head)
        {
            return State.Current is { } only && only.Version == version ? only : null;
        }

        var sequence = version == VersionId.Null ? head.NullSequence : version.Sequence;
        var row = RowKeys.Version(_key, sequence);
        if (sequence == 0)
        {
            return null;
        }

        if (await _partition.GetAsync(row, cancellationToken) is not { } bytes)
        {
            // The head was read before: the version may stand in another place by now.
            var present = await _partition.GetAsync(RowKeys.KeyHead(_key), cancellationToken);
            IsOutdated = !present.AsSpan().SequenceEqual(State.HeadRow);
            return null;
        }

        Batch.Require(row, bytes);
        var record = ObjectCodec.Decode(bytes);
        return record.Version == version ? record : null;
    }

    /// <summary>
    /// Whether all versions are where they were when the change began. A version that was looked for and not found may otherwise only have
    /// come to another place meanwhile.
    /// </summary>
    public async ValueTask<bool> IsUnchangedAsync(CancellationToken cancellationToken)
    {
        if (State.HeadRow is not { } head)
        {
            return true;
        }

        var now = await _partition.GetAsync(RowKeys.KeyHead(_key), cancellationToken);
        return now is not null && now.AsSpan().SequenceEqual(head);
    }

    /// <summary>
    /// Whether the latest version is all that there is of the key. It stays so for as long as the batch holds: every new version changes the
    /// head, on which that is guarded.
    /// </summary>
    public async ValueTask<bool> IsLatestAloneAsync(CancellationToken cancellationToken) =>
        State.Head is not { } head || (await NextOlderAsync(head, cancellationToken)).Count == 0;

    /// <summary>Removes a version that <see cref="FindAsync"/> found; what was next to the latest may become current again.</summary>
    public async ValueTask RemoveAsync(ObjectRecord version, CancellationToken cancellationToken)
    {
        if (State.Head is not { } head)
        {
            RemoveCurrent();
            return;
        }

        Drop(version);
        Batch.Delete(RowFamily.Record, RowKeys.Version(_key, version.Sequence));
        var left = version.Sequence == head.NullSequence ? head with { NullSequence = 0 } : head;
        if (version.Sequence == head.LatestSequence)
        {
            await PromoteAsync(left, cancellationToken);
        }
        else if (left != head)
        {
            SetHead(left);
        }
    }

    /// <summary>Lets a body become stored with this change.</summary>
    public void Carry(PendingBody body)
    {
        body.AddTo(Batch);
        Body = body;
    }

    /// <summary>Gives a body up.</summary>
    public void Release(BodyLocation body, long bytes) => BodyRelease.Add(Batch, body, bytes);

    /// <summary>Puts an item into the collector's queue.</summary>
    public void Queue(GarbageItem item, byte[] value) => Batch.Put(RowFamily.Record, item.GarbageRow(), value);

    private void Drop(ObjectRecord record)
    {
        RequireUnprotected(record);
        Statistics.Remove(record);
        Release(record.Body, record.Size);
    }

    private void RequireUnprotected(ObjectRecord record) =>
        _partition.Retention.RequireUnprotected(record, Encoding.UTF8.GetString(_key), _time.GetUtcNow());

    /// <summary>The current object stays as an older version. One from before versions were kept gets a row as such only now.</summary>
    private long KeepCurrent()
    {
        if (State.Head is { } head)
        {
            return head.NullSequence;
        }

        if (State.Current is not { } current)
        {
            return 0;
        }

        Batch.Put(RowFamily.Record, RowKeys.Version(_key, current.Sequence), State.ObjectRow!);
        return current.Sequence;
    }

    /// <summary>A new version named "null" replaces the one that there is, wherever that stands among the others.</summary>
    private async ValueTask<long> DropNullAsync(long next, CancellationToken cancellationToken)
    {
        if (await FindAsync(VersionId.Null, cancellationToken) is { } replaced)
        {
            Drop(replaced);
            if (State.Head is not null)
            {
                Batch.Delete(RowFamily.Record, RowKeys.Version(_key, replaced.Sequence));
            }
        }

        return next;
    }

    private async ValueTask PromoteAsync(KeyHead head, CancellationToken cancellationToken)
    {
        var rows = await NextOlderAsync(head, cancellationToken);
        if (rows.Count == 0)
        {
            SetCurrent(null);
            Batch.Delete(RowFamily.Record, RowKeys.KeyHead(_key));
            return;
        }

        Batch.Require(rows[0].Key, rows[0].Value);
        var latest = ObjectCodec.Decode(rows[0].Value);
        SetCurrent(latest.IsDeleteMarker ? null : rows[0].Value);
        SetHead(head with { LatestSequence = latest.Sequence });
    }

    /// <summary>The row of the version next to the latest; none where there is only one.</summary>
    private ValueTask<IReadOnlyList<Row>> NextOlderAsync(KeyHead head, CancellationToken cancellationToken)
    {
        var older = RowKeys.Versions(_key) with { From = (byte[])[.. RowKeys.Version(_key, head.LatestSequence), 0] };
        return _partition.ScanAsync(older, 1, cancellationToken);
    }

    private void SetCurrent(byte[]? row)
    {
        if (row is not null)
        {
            Batch.Put(RowFamily.Record, _objectRow, row);
        }
        else if (State.ObjectRow is not null)
        {
            Batch.Delete(RowFamily.Record, _objectRow);
        }
    }

    private void SetHead(KeyHead head) => Batch.Put(RowFamily.Record, RowKeys.KeyHead(_key), head.Encode());
}
