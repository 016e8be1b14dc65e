using System.Buffers.Binary;
using System.Text;
using Ossa.Engine.Bodies;
using Ossa.Engine.Buckets;
using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Simulation.Running;

/// <summary>
/// What the records name, against what the store has: every blob, every row of a body, every holder of a shared blob, nothing more and nothing less. To
/// be looked at after the collector has freed all that waits.
/// </summary>
internal sealed class Inventory(StorageEngine storage)
{
    private const int PageRows = 1_000;
    private const int HolderBytes = 16;

    private readonly Dictionary<BlobId, List<BlobId>> _holders = [];
    private readonly Dictionary<PartitionId, HashSet<string>> _bodies = [];
    private readonly Dictionary<PartitionId, HashSet<string>> _uploads = [];

    /// <summary>Takes in the body of a record, and tells of which blobs it consists.</summary>
    public async Task<IReadOnlyCollection<BlobId>> AddAsync(PartitionId partition, BodyLocation body)
    {
        switch (body.Kind)
        {
            case BodyKind.Empty:
                return [];
            case BodyKind.Blob:
                (_holders.TryGetValue(body.Id, out var holders) ? holders : _holders[body.Id] = []).Add(
                    body.Holder == default ? body.Id : body.Holder
                );
                return [body.Id];
            default:
                NamesOf(_bodies, partition).Add(body.Id.ToString());
                return body.Kind == BodyKind.Row ? [] : await AddPiecesAsync(partition, body.Id);
        }
    }

    /// <summary>Takes in an upload that goes on.</summary>
    public void AddUpload(PartitionId partition, UploadId upload) =>
        NamesOf(_uploads, partition).Add(upload.Name.ToString());

    /// <summary>Looks through the rows of a bucket for bodies that are missing or too many, and for what should have been freed.</summary>
    public async Task CheckRowsAsync(Bucket bucket)
    {
        var bodies = await NamesAsync(bucket.Partition, RowFamily.Body);
        var named = NamesOf(_bodies, bucket.Partition);
        Require(named.IsSubsetOf(bodies), $"{bucket.Name} lacks {named.Except(bodies).Count()} bodies in rows.");
        Require(named.SetEquals(bodies), $"{bucket.Name} has {bodies.Except(named).Count()} rows of bodies too many.");
        var records = await NamesAsync(bucket.Partition, RowFamily.Record);
        var versions = records.Where(IsOf("v/")).Select(name => name[2..name.IndexOf('\0', StringComparison.Ordinal)]);
        var keys = versions.ToHashSet();
        foreach (var name in records)
        {
            var isRight =
                IsOf("k/")(name) ? keys.Contains(name[2..])
                : IsOf("p/")(name) || IsOf("q/")(name) ? NamesOf(_uploads, bucket.Partition).Contains(name[2..34])
                : !IsOf("g/")(name) && !IsOf("i/")(name);
            Require(isRight, $"{bucket.Name} still has the row {name}.");
        }
    }

    /// <summary>Looks through the blobs and all other partitions that there have been.</summary>
    /// <param name="partitions">All partitions that were ever written to, as far as is known.</param>
    /// <param name="damaged">The blobs that need not be there any more.</param>
    public async Task CheckAsync(IReadOnlyCollection<PartitionId> partitions, IReadOnlySet<BlobId> damaged)
    {
        var stored = new HashSet<BlobId>();
        await foreach (var id in storage.Blobs.ListAsync(CancellationToken.None))
        {
            stored.Add(id);
        }

        var missing = _holders.Keys.Except(stored).Except(damaged).ToList();
        Require(missing.Count == 0, $"Blobs that records name are gone: {string.Join(", ", missing)}.");
        var left = stored.Except(_holders.Keys).ToList();
        Require(left.Count == 0, $"Blobs are left that nothing names: {string.Join(", ", left)}.");
        var shared = stored.Select(RowKeys.BlobPartition);
        foreach (var partition in partitions.Concat(shared).Distinct().Where(partition => partition != RowKeys.Control))
        {
            await (IsOf("x.")(partition.Name) ? CheckHoldersAsync(partition) : CheckDroppedAsync(partition));
        }
    }

    private async Task<IReadOnlyCollection<BlobId>> AddPiecesAsync(PartitionId partition, BlobId id)
    {
        var manifest = await BodyOpener.FindManifestAsync(storage.Metadata, partition, id, CancellationToken.None);
        Require(manifest is not null, $"The manifest {id} is gone.");
        var blobs = new List<BlobId>();
        foreach (var piece in manifest!.Pieces)
        {
            blobs.AddRange(await AddAsync(partition, piece.Location));
        }

        return blobs;
    }

    private async Task CheckHoldersAsync(PartitionId partition)
    {
        var row = await storage.Metadata.GetAsync(partition, RowFamily.Record, RowKeys.Holders, CancellationToken.None);
        _ = BlobId.TryParse(partition.Name.AsSpan(2), out var blob);
        var named = _holders.GetValueOrDefault(blob, []);
        Require(named.Distinct().Count() == named.Count, $"Two records hold {blob} under one name.");
        // Without a row it is held by its creator alone, or not there.
        var held = row is null ? (named.Count == 0 ? [] : [blob]) : Decode(row);
        Require(
            held.Count == named.Count && held.All(named.Contains),
            $"{blob} is held by {string.Join(", ", held)}, but records hold it as {string.Join(", ", named)}."
        );
    }

    /// <summary>Nothing is left of a bucket that is gone; of one that never came to be at most the head.</summary>
    private async Task CheckDroppedAsync(PartitionId partition)
    {
        if (_bodies.ContainsKey(partition))
        {
            return;
        }

        var bodies = await NamesAsync(partition, RowFamily.Body);
        var records = await NamesAsync(partition, RowFamily.Record);
        Require(
            bodies.Count == 0 && records.All(name => name == "h"),
            $"{partition} is left with {bodies.Count} bodies and the rows {string.Join(", ", records)}."
        );
    }

    private async Task<HashSet<string>> NamesAsync(PartitionId partition, RowFamily family)
    {
        var names = new HashSet<string>();
        var range = new KeyRange(ReadOnlyMemory<byte>.Empty, null);
        while (true)
        {
            var rows = await storage.Metadata.ScanAsync(partition, family, range, PageRows, CancellationToken.None);
            names.UnionWith(rows.Select(row => Encoding.Latin1.GetString(row.Key)));
            if (rows.Count < PageRows)
            {
                return names;
            }

            range = range with { From = (byte[])[.. rows[^1].Key, 0] };
        }
    }

    private static Func<string, bool> IsOf(string prefix) => name => name.StartsWith(prefix, StringComparison.Ordinal);

    private static HashSet<string> NamesOf(Dictionary<PartitionId, HashSet<string>> all, PartitionId partition) =>
        all.TryGetValue(partition, out var names) ? names : all[partition] = [];

    private static List<BlobId> Decode(byte[] row) =>
        [
            .. Enumerable
                .Range(0, row.Length / HolderBytes)
                .Select(index => new BlobId(BinaryPrimitives.ReadUInt128BigEndian(row.AsSpan(index * HolderBytes)))),
        ];

    private static void Require(bool rule, string otherwise)
    {
        if (!rule)
        {
            throw new WrongAnswerException(otherwise);
        }
    }
}
