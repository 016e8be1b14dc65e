using System.Text;
using Ossa.Storage;

namespace Ossa.Engine.Records;

/// <summary>How rows are named. One letter and a slash say what a row is; object keys follow as their raw UTF-8 bytes.</summary>
internal static class RowKeys
{
    /// <summary>The partition of buckets, accounts and what belongs to no bucket.</summary>
    public static readonly PartitionId Control = new("control");

    public static readonly byte[] Account = "a/root"u8.ToArray();
    public static readonly byte[] BucketPrefix = "b/"u8.ToArray();
    public static readonly byte[] BucketCount = "n/buckets"u8.ToArray();
    public static readonly byte[] DroppedPrefix = "d/"u8.ToArray();
    public static readonly byte[] GarbagePrefix = "g/"u8.ToArray();
    public static readonly byte[] ObjectPrefix = "o/"u8.ToArray();

    /// <summary>Counters of a bucket's partition.</summary>
    public static readonly byte[] StatBytes = "s/bytes"u8.ToArray();
    public static readonly byte[] StatObjects = "s/objects"u8.ToArray();

    public static byte[] Bucket(string name) => [.. BucketPrefix, .. Encoding.UTF8.GetBytes(name)];

    public static byte[] Dropped(string incarnation) => [.. DroppedPrefix, .. Encoding.UTF8.GetBytes(incarnation)];

    public static byte[] Object(ReadOnlySpan<byte> key) => [.. ObjectPrefix, .. key];

    public static byte[] Garbage(BlobId blob) => [.. GarbagePrefix, .. Encoding.ASCII.GetBytes(blob.ToString())];

    /// <summary>The row of a small body, in the body family. Bodies are immutable, so their names are random like those of blobs.</summary>
    public static byte[] Body(BlobId id) => Encoding.ASCII.GetBytes(id.ToString());
}
