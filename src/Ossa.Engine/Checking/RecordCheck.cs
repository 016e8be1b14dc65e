using System.Text;
using Ossa.Engine.Bodies;
using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>Reads every record of a bucket, and looks at the body of each.</summary>
internal sealed class RecordCheck(CheckRun run, BodyCheck bodies)
{
    private static readonly byte[] Parts = "p/"u8.ToArray();

    public async ValueTask CheckAsync(CheckedPartition partition, CancellationToken cancellationToken)
    {
        await foreach (var row in run.ScanAsync(partition.Id, RowKeys.ObjectPrefix, cancellationToken))
        {
            var key = row.Key[RowKeys.ObjectPrefix.Length..];
            // Where versions are kept, the current object repeats one of them.
            if (await run.GetAsync(partition.Id, RowKeys.KeyHead(key), cancellationToken) is null)
            {
                await CheckAsync(partition, row, key, Record(isVersion: false), cancellationToken);
            }
        }

        await foreach (var row in run.ScanAsync(partition.Id, RowKeys.VersionPrefix, cancellationToken))
        {
            var key = RowKeys.KeyOfVersion(row.Key).ToArray();
            await CheckAsync(partition, row, key, Record(isVersion: true), cancellationToken);
        }
    }

    /// <summary>Looks at the bodies of the parts of unfinished uploads.</summary>
    public async ValueTask CheckPartsAsync(
        CheckedPartition partition,
        IReadOnlyDictionary<BlobId, byte[]> uploads,
        CancellationToken cancellationToken
    )
    {
        await foreach (var row in run.ScanAsync(partition.Id, Parts, cancellationToken))
        {
            // The parts of an upload that has ended are going, in no order that could be relied on.
            if (uploads.TryGetValue(PartNames.UploadOf(row.Key), out var upload))
            {
                var key = RowKeys.KeyOfUpload(upload).ToArray();
                await CheckAsync(partition, row, key, Part(upload), cancellationToken);
            }
        }
    }

    private async ValueTask CheckAsync(
        CheckedPartition partition,
        Row row,
        byte[] key,
        Described described,
        CancellationToken cancellationToken
    )
    {
        run.CountRecord();
        // A record that has changed is another one, to be looked at in its turn.
        for (var present = row; ; )
        {
            var found = await FindAsync(partition.Id, present, described, cancellationToken);
            if (found.Count == 0)
            {
                return;
            }

            if (await run.GetAsync(partition.Id, present.Key, cancellationToken) is not { } again)
            {
                return;
            }

            if (!again.AsSpan().SequenceEqual(present.Value))
            {
                present = present with { Value = again };
                continue;
            }

            if (await described.IsAliveAsync(partition.Id, cancellationToken))
            {
                await ReportAsync(partition, key, described.Version(present), found, cancellationToken);
            }

            return;
        }
    }

    private async ValueTask<IReadOnlyList<Damage>> FindAsync(
        PartitionId partition,
        Row row,
        Described described,
        CancellationToken cancellationToken
    )
    {
        return Readable.TryDecode(() => described.Body(row), out var why) is { } body
            ? await bodies.FindAsync(partition, body, cancellationToken)
            : [new Damage(FindingKind.UnreadableRow, default, $"the record cannot be read: {why}")];
    }

    private async ValueTask ReportAsync(
        CheckedPartition partition,
        byte[] key,
        string? version,
        IReadOnlyList<Damage> found,
        CancellationToken cancellationToken
    )
    {
        foreach (var damage in found)
        {
            var finding = new Finding(damage.Kind, damage.Detail)
            {
                Key = Encoding.UTF8.GetString(key),
                Version = version,
                Body = damage.Body == default ? null : damage.Body.ToString(),
                Repaired = await RepairAsync(damage, cancellationToken),
            };
            await run.ReportAsync(partition, finding, cancellationToken);
        }
    }

    /// <summary>A holder more can only keep a blob alive.</summary>
    private async ValueTask<bool> RepairAsync(Damage damage, CancellationToken cancellationToken) =>
        run.Options.Repair
        && damage.Kind == FindingKind.MissingHolder
        && await run.Holders.TryAddAsync(damage.Body, damage.Holder, cancellationToken);

    private static Described Record(bool isVersion) =>
        new(
            row =>
            {
                var record = ObjectCodec.Decode(row.Value);
                return isVersion && !row.Key.AsSpan().EndsWith(RowKeys.Version([], record.Sequence).AsSpan(2))
                    ? throw new InvalidDataException("it says that it is another version than its name says")
                    : (Piece?)new Piece(record.Body, record.Size, record.Crc64);
            },
            row =>
                isVersion ? Readable.TryDecode(() => ObjectCodec.Decode(row.Value), out _)?.Version.ToString() : null,
            static (_, _) => ValueTask.FromResult(true)
        );

    private Described Part(byte[] upload) =>
        new(
            static row =>
            {
                var part = PartCodec.Decode(row.Key, row.Value);
                return new Piece(part.Body, part.Size, part.Crc64);
            },
            static _ => null,
            async (partition, cancellationToken) => await run.GetAsync(partition, upload, cancellationToken) is not null
        );

    /// <summary>How a kind of row describes a body.</summary>
    /// <param name="Body">The body, from the row.</param>
    /// <param name="Version">The version that the row is, or null.</param>
    /// <param name="IsAliveAsync">Whether what the row belongs to must still be whole.</param>
    private sealed record Described(
        Func<Row, Piece?> Body,
        Func<Row, string?> Version,
        Func<PartitionId, CancellationToken, ValueTask<bool>> IsAliveAsync
    );
}
