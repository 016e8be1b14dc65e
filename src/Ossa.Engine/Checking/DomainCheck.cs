using System.Text;
using Ossa.Engine.Domains;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>Reads which domains lead to which buckets: each domain names its bucket, and each bucket its domains.</summary>
/// <remarks>
/// A bucket's list is what its owner wanted. A domain on it that leads nowhere is made to lead there again, and one that leads to a bucket that
/// is not there any more is taken away, as if it had gone with the bucket. A domain that leads to a bucket which does not list it is only named.
/// </remarks>
internal sealed class DomainCheck(CheckRun run, Partitions partitions)
{
    private const int PrefixBytes = 2;

    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        var lists = await ReadAllAsync(RowKeys.BucketCnamesPrefix);
        var domains = await ReadAllAsync(RowKeys.CnamePrefix);
        // After the rows: a bucket that these name was made before, and if it is gone by now, then they are too.
        var buckets = (await partitions.ReadAsync(cancellationToken))
            .Where(partition => partition.Bucket is not null)
            .ToDictionary(partition => partition.Incarnation, partition => partition.Bucket!, StringComparer.Ordinal);
        foreach (var row in lists)
        {
            await CheckListAsync(row, buckets, cancellationToken);
        }

        foreach (var row in domains)
        {
            await CheckDomainAsync(row, buckets, cancellationToken);
        }

        ValueTask<List<Row>> ReadAllAsync(byte[] prefix) =>
            run.ScanAsync(RowKeys.Control, prefix, cancellationToken).ToListAsync(cancellationToken);
    }

    private async ValueTask CheckListAsync(
        Row row,
        Dictionary<string, string> buckets,
        CancellationToken cancellationToken
    )
    {
        var incarnation = NameOf(row);
        var bucket = buckets.GetValueOrDefault(incarnation);
        if (Readable.TryDecode(() => CnameCodec.Decode(row.Value), out var why) is not { } list)
        {
            await ReportAsync(
                row,
                bucket,
                FindingKind.UnreadableRow,
                $"its domains cannot be read: {why}",
                null,
                cancellationToken
            );
            return;
        }

        if (bucket is null)
        {
            // With a bucket's record that cannot be read goes all knowledge of whose this is.
            var remove = partitions.AreAllReadable ? new WriteBatch().Delete(RowFamily.Record, row.Key) : null;
            var what = $"domains are kept of a bucket that is not there: {incarnation}";
            await ReportAsync(row, null, FindingKind.BrokenReference, what, remove, cancellationToken);
            return;
        }

        foreach (var domain in list.Domains.Select(cname => cname.Domain))
        {
            var key = RowKeys.Cname(domain);
            if (await run.GetAsync(RowKeys.Control, key, cancellationToken) is null)
            {
                var holder = CnameCodec.Encode(new CnameHolder(bucket, incarnation));
                var restore = new WriteBatch().Require(key, null).Put(RowFamily.Record, key, holder);
                var what = $"its domain {domain} leads nowhere";
                await ReportAsync(row, bucket, FindingKind.BrokenReference, what, restore, cancellationToken);
            }
        }
    }

    private async ValueTask CheckDomainAsync(
        Row row,
        Dictionary<string, string> buckets,
        CancellationToken cancellationToken
    )
    {
        var domain = NameOf(row);
        if (Readable.TryDecode(() => CnameCodec.DecodeHolder(row.Value), out var why) is not { } holder)
        {
            var unreadable = $"the domain {domain} cannot be read: {why}";
            await ReportAsync(row, null, FindingKind.UnreadableRow, unreadable, null, cancellationToken);
        }
        else if (!buckets.TryGetValue(holder.Incarnation, out var bucket))
        {
            var remove = partitions.AreAllReadable ? new WriteBatch().Delete(RowFamily.Record, row.Key) : null;
            var what = $"the domain {domain} leads to the bucket {holder.Bucket}, which is not there any more";
            await ReportAsync(row, null, FindingKind.BrokenReference, what, remove, cancellationToken);
        }
        else if (!await IsListedAsync(holder, domain, cancellationToken))
        {
            var what = $"the domain {domain} leads to it, and it does not know";
            await ReportAsync(row, bucket, FindingKind.BrokenReference, what, null, cancellationToken);
        }
    }

    /// <summary>Whether a bucket knows a domain; one whose list cannot be read may.</summary>
    private async ValueTask<bool> IsListedAsync(CnameHolder holder, string domain, CancellationToken cancellationToken)
    {
        var key = RowKeys.BucketCnames(holder.Incarnation);
        var row = await run.GetAsync(RowKeys.Control, key, cancellationToken);
        return row is not null && Readable.TryDecode(() => CnameCodec.Decode(row), out _)?.Has(domain) != false;
    }

    /// <summary>Reports what was found by a row, unless that has changed meanwhile, after it was put right where there is a way and a wish to.</summary>
    private async ValueTask ReportAsync(
        Row row,
        string? bucket,
        FindingKind kind,
        string what,
        WriteBatch? repair,
        CancellationToken cancellationToken
    )
    {
        if (!await run.IsUnchangedAsync(RowKeys.Control, row, cancellationToken))
        {
            return;
        }

        var repaired =
            repair is not null
            && run.Options.Repair
            && await run.Metadata.ApplyAsync(RowKeys.Control, repair.Require(row.Key, row.Value), cancellationToken);
        await run.ReportAsync(new Finding(kind, what) { Bucket = bucket, Repaired = repaired }, cancellationToken);
    }

    private static string NameOf(Row row) => Encoding.UTF8.GetString(row.Key.AsSpan(PrefixBytes));
}
