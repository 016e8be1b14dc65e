using System.Text;
using Ossa.Engine.Bodies;
using Ossa.Engine.Buckets;
using Ossa.Engine.Garbage;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Engine.Statistics;
using Ossa.Storage;

namespace Ossa.Engine.Multipart;

/// <summary>
/// Ends an upload: its row goes, and one item of the garbage queue lets the collector free the parts that the object does not use.
/// </summary>
internal sealed class UploadEnding(BucketPartition partition, UploadRecord upload)
{
    private const int PageRows = 1000;

    private readonly byte[] _name = RowKeys.Upload(Encoding.UTF8.GetBytes(upload.Key), upload.Id.Name);
    private readonly byte[] _writes = RowKeys.PartWrites(upload.Id.Name);
    private byte[]? _row;
    private byte[]? _writesRow;
    private List<PartRecord> _parts = [];

    /// <summary>All parts as they are now, or null when the upload has ended.</summary>
    public async ValueTask<IReadOnlyList<PartRecord>?> ReadAsync(CancellationToken cancellationToken)
    {
        _row = await partition.GetAsync(_name, cancellationToken);
        if (_row is null)
        {
            return null;
        }
        // Before the parts: what is written after this changes the counter, and the ending does not hold.
        _writesRow = await partition.GetAsync(_writes, cancellationToken);
        _parts = [];
        var range = KeyRange.Prefix(RowKeys.Parts(upload.Id.Name));
        while (true)
        {
            var rows = await partition.ScanAsync(range, PageRows, cancellationToken);
            _parts.AddRange(rows.Select(row => PartCodec.Decode(row.Key, row.Value)));
            if (rows.Count < PageRows)
            {
                // The parts of an upload that has ended meanwhile may be on their way out, so that these are not what it had.
                return await partition.GetAsync(_name, cancellationToken) is null ? null : _parts;
            }

            range = range with { From = (byte[])[.. rows[^1].Key, 0] };
        }
    }

    /// <summary>Makes the ending part of a batch, which holds only while no part is written.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="statistics">The figures that the batch changes.</param>
    /// <param name="used">The body of the object that the parts became; empty when none did.</param>
    public void AddTo(WriteBatch batch, StatisticsChange statistics, BodyLocation used)
    {
        batch
            .Require(_name, _row)
            .Require(_writes, _writesRow)
            .Delete(RowFamily.Record, _name)
            .Put(
                RowFamily.Record,
                new GarbageItem(GarbageKind.Upload, upload.Id.Name).GarbageRow(),
                new Manifest([new Piece(used, 0, 0)]).Encode()
            );
        if (_writesRow is not null)
        {
            batch.Delete(RowFamily.Record, _writes);
        }

        statistics.RemoveUpload();
        var storageClass = UploadCodec.Decode(_name, _row).StorageClass;
        _parts.ForEach(part => statistics.RemovePart(storageClass, part));
    }
}
