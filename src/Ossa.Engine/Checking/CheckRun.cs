using Ossa.Engine.Buckets;
using Ossa.Engine.Encryption;
using Ossa.Engine.Records;
using Ossa.Engine.Sharing;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>What all parts of one check share: the store, the wishes, and where findings go.</summary>
internal sealed class CheckRun(
    StorageEngine storage,
    KeyringStore keyring,
    CheckOptions options,
    Func<Finding, CancellationToken, ValueTask> report
)
{
    private const int PageRows = 500;

    /// <summary>What the pace is told of a row. Most are looked up once more, here and there on the disk.</summary>
    private const int BytesPerRow = 4096;

    private CheckFigures _figures;

    public IMetadataStore Metadata => storage.Metadata;

    public IBlobStore Blobs => storage.Blobs;

    public BlobHolders Holders { get; } = new(storage);

    /// <summary>The keys of sealed bodies.</summary>
    public BodyKeys Keys { get; } = new(keyring);

    /// <summary>What opens the secrets of access keys and links.</summary>
    public SecretSealer Secrets { get; } = new(keyring, SecretSealer.Stored);

    /// <summary>Whether sealed bodies can be opened at all.</summary>
    public bool HasKeyring { get; private set; } = true;

    public CheckOptions Options => options;

    public CheckFigures Figures => _figures;

    public void CountBucket() => Show(_figures with { Buckets = _figures.Buckets + 1 });

    public void CountRecord() => Show(_figures with { Records = _figures.Records + 1 });

    public void CountUnsettled() => Show(_figures with { Unsettled = _figures.Unsettled + 1 });

    /// <summary>Names a keyring that is not at hand. Once is enough: without it the bodies themselves may all be whole.</summary>
    public async ValueTask CheckKeyringAsync(CancellationToken cancellationToken)
    {
        if (await keyring.ExplainAbsenceAsync(cancellationToken) is { } why)
        {
            HasKeyring = false;
            await ReportAsync(new Finding(FindingKind.MissingKeyring, why), cancellationToken);
        }
    }

    public ValueTask CountBytesAsync(int count, CancellationToken cancellationToken)
    {
        Show(_figures with { Bytes = _figures.Bytes + count });
        return options.Pace(count, cancellationToken);
    }

    public ValueTask ReportAsync(Finding finding, CancellationToken cancellationToken)
    {
        var repaired = finding.Repaired ? 1 : 0;
        Show(_figures with { Findings = _figures.Findings + 1, Repaired = _figures.Repaired + repaired });
        return report(finding, cancellationToken);
    }

    /// <summary>Reports what was found in a partition, unless its bucket has been deleted meanwhile and the rows were on their way out.</summary>
    public async ValueTask ReportAsync(CheckedPartition partition, Finding finding, CancellationToken cancellationToken)
    {
        var row = await Metadata.GetAsync(
            RowKeys.Control,
            RowFamily.Record,
            RowKeys.Bucket(partition.Bucket!),
            cancellationToken
        );
        if (row is not null && BucketCodec.Decode(row).Partition == partition.Id)
        {
            await ReportAsync(finding with { Bucket = partition.Bucket }, cancellationToken);
        }
    }

    public ValueTask<byte[]?> GetAsync(PartitionId partition, byte[] row, CancellationToken cancellationToken) =>
        Metadata.GetAsync(partition, RowFamily.Record, row, cancellationToken);

    /// <summary>Whether a row still is what it was. Only then is what was found by it a damage, and not a change under way.</summary>
    public async ValueTask<bool> IsUnchangedAsync(
        PartitionId partition,
        Row row,
        CancellationToken cancellationToken
    ) =>
        await GetAsync(partition, row.Key, cancellationToken) is { } present
        && row.Value.AsSpan().SequenceEqual(present);

    /// <summary>All rows of a range, page by page.</summary>
    public IAsyncEnumerable<Row> ScanAsync(PartitionId partition, byte[] prefix, CancellationToken cancellationToken) =>
        ScanAsync(partition, RowFamily.Record, KeyRange.Prefix(prefix), PageRows, cancellationToken);

    public async IAsyncEnumerable<Row> ScanAsync(
        PartitionId partition,
        RowFamily family,
        KeyRange range,
        int pageRows,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var rows = await Metadata.ScanAsync(partition, family, range, pageRows, cancellationToken);
            await options.Pace(rows.Count * BytesPerRow, cancellationToken);
            foreach (var row in rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return row;
            }

            if (rows.Count < pageRows)
            {
                yield break;
            }

            range = range with { From = (byte[])[.. rows[^1].Key, 0] };
        }
    }

    private void Show(CheckFigures figures)
    {
        _figures = figures;
        options.Progress?.Report(figures);
    }
}
