using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Engine.Versions;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>One key with all of its versions, as they were read.</summary>
internal sealed class KeyView : IEquatable<KeyView>
{
    private readonly Dictionary<long, BodyLocation> _versions = [];
    private bool _readable = true;
    private long _nullSequence;

    public byte[]? HeadRow { get; private init; }

    public byte[]? ObjectRow { get; private init; }

    public byte[]? LatestName { get; private set; }

    public byte[]? LatestRow { get; private set; }

    /// <summary>What the current object's row should be; null when there should be none.</summary>
    public byte[]? Expected => Latest is null or { IsDeleteMarker: true } ? null : LatestRow;

    /// <summary>Whether the row of the current object repeats a version that is there under its own name.</summary>
    public bool CurrentIsNoOnlyCopy =>
        ObjectRow is null
        || (
            Readable.TryDecode(() => ObjectCodec.Decode(ObjectRow), out _) is { } current
            && _versions.TryGetValue(current.Sequence, out var body)
            && body == current.Body
        );

    private ObjectRecord? Latest =>
        LatestRow is null ? null : Readable.TryDecode(() => ObjectCodec.Decode(LatestRow), out _);

    public static async ValueTask<KeyView> ReadAsync(
        CheckRun run,
        PartitionId partition,
        byte[] key,
        CancellationToken cancellationToken
    )
    {
        var view = new KeyView
        {
            HeadRow = await run.GetAsync(partition, RowKeys.KeyHead(key), cancellationToken),
            ObjectRow = await run.GetAsync(partition, RowKeys.Object(key), cancellationToken),
        };
        byte[] prefix = [.. RowKeys.VersionPrefix, .. key, 0];
        await foreach (var row in run.ScanAsync(partition, prefix, cancellationToken))
        {
            view.Add(row);
        }

        return view;
    }

    /// <summary>What is wrong, or null. A version that cannot be read is a damage of its own, and nothing follows from it.</summary>
    public FindingKind? Judge()
    {
        if (!_readable || (HeadRow is null && LatestRow is null))
        {
            return null;
        }

        var head = HeadRow is null ? null : Readable.TryDecode(() => KeyHead.Decode(HeadRow), out _);
        if (Latest is null || head is null || head != new KeyHead(Latest.Sequence, _nullSequence))
        {
            return FindingKind.WrongVersions;
        }

        var asExpected = Expected is null ? ObjectRow is null : Expected.AsSpan().SequenceEqual(ObjectRow);
        return asExpected ? null : FindingKind.WrongCurrent;
    }

    public string Describe()
    {
        if (Judge() == FindingKind.WrongCurrent)
        {
            return ObjectRow is null ? "the newest version is not the current object, there is none"
                : Expected is null ? "there is a current object although the newest version is a delete marker"
                : "the current object is not the newest version";
        }

        return HeadRow is null ? $"{_versions.Count} versions are not noted under their key"
            : LatestRow is null ? "versions are noted under the key, but there is none"
            : "what is noted of the key's versions is not true of them";
    }

    public bool Equals(KeyView? other) =>
        other is not null
        && Same(HeadRow, other.HeadRow)
        && Same(ObjectRow, other.ObjectRow)
        && Same(LatestRow, other.LatestRow)
        && _nullSequence == other._nullSequence
        && _versions.Count == other._versions.Count
        && _versions.All(version => other._versions.TryGetValue(version.Key, out var body) && body == version.Value);

    public override bool Equals(object? obj) => Equals(obj as KeyView);

    public override int GetHashCode() => HashCode.Combine(_nullSequence, _versions.Count);

    private void Add(Row row)
    {
        var record = Readable.TryDecode(() => ObjectCodec.Decode(row.Value), out _);
        _readable &= record is not null;
        LatestName ??= row.Key;
        LatestRow ??= row.Value;
        if (record is null)
        {
            return;
        }

        _versions[record.Sequence] = record.Body;
        if (!record.IsNumbered)
        {
            _nullSequence = record.Sequence;
        }
    }

    private static bool Same(byte[]? left, byte[]? right) =>
        left is null ? right is null : right is not null && left.AsSpan().SequenceEqual(right);
}
