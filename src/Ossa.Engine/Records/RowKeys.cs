using System.Buffers.Binary;
using System.Text;
using Ossa.Storage;

namespace Ossa.Engine.Records;

/// <summary>How rows are named. One letter and a slash say what a row is; object keys follow as their raw UTF-8 bytes.</summary>
internal static class RowKeys
{
    /// <summary>The partition of buckets, accounts and what belongs to no bucket.</summary>
    public static readonly PartitionId Control = new("control");

    public static readonly byte[] Account = "a/root"u8.ToArray();
    public static readonly byte[] AccountSettings = "a/settings"u8.ToArray();
    public static readonly byte[] BucketPrefix = "b/"u8.ToArray();
    public static readonly byte[] BucketCount = "n/buckets"u8.ToArray();
    public static readonly byte[] VersionNames = "n/versions"u8.ToArray();
    public static readonly byte[] DroppedPrefix = "d/"u8.ToArray();
    public static readonly byte[] GarbagePrefix = "g/"u8.ToArray();
    public static readonly byte[] IntentPrefix = "i/"u8.ToArray();
    public static readonly byte[] Keyring = "a/keyring"u8.ToArray();
    public static readonly byte[] LastScrub = "l/scrub"u8.ToArray();
    public static readonly byte[] ObjectPrefix = "o/"u8.ToArray();
    public static readonly byte[] OwnedBucketPrefix = "w/"u8.ToArray();
    public static readonly byte[] UploadPrefix = "u/"u8.ToArray();
    public static readonly byte[] CnamePrefix = "m/"u8.ToArray();
    public static readonly byte[] BucketCnamesPrefix = "t/"u8.ToArray();
    public static readonly byte[] CnameTokenPrefix = "c/"u8.ToArray();
    public static readonly byte[] CnameTokenWrites = "n/tokens"u8.ToArray();
    public static readonly byte[] VersionPrefix = "v/"u8.ToArray();

    /// <summary>The holders of a blob, in a partition of its own.</summary>
    public static readonly byte[] Holders = "h"u8.ToArray();

    /// <summary>How many buckets a further account has; that of the first account is <see cref="BucketCount"/>.</summary>
    public static byte[] BucketCountOf(string account) =>
        [.. BucketCount, (byte)'/', .. Encoding.ASCII.GetBytes(account)];

    /// <summary>The settings of a further account; those of the first account are <see cref="AccountSettings"/>.</summary>
    public static byte[] AccountSettingsOf(string account) =>
        [.. AccountSettings, (byte)'/', .. Encoding.ASCII.GetBytes(account)];

    /// <summary>The buckets of an account by their names, which go on from here.</summary>
    public static byte[] OwnedBucket(string account, string name) =>
        [.. OwnedBucketPrefix, .. Encoding.ASCII.GetBytes(account), (byte)'/', .. Encoding.UTF8.GetBytes(name)];

    public static byte[] Bucket(string name) => [.. BucketPrefix, .. Encoding.UTF8.GetBytes(name)];

    public static byte[] Dropped(string incarnation) => [.. DroppedPrefix, .. Encoding.UTF8.GetBytes(incarnation)];

    public static byte[] Object(ReadOnlySpan<byte> key) => [.. ObjectPrefix, .. key];

    /// <summary>The policy of a bucket, by the bucket's incarnation. Between the rows of buckets and dropped ones there may be no others.</summary>
    public static byte[] BucketPolicy(string incarnation) => [.. "e/"u8, .. Encoding.UTF8.GetBytes(incarnation)];

    /// <summary>A domain that leads to a bucket.</summary>
    public static byte[] Cname(string domain) => [.. CnamePrefix, .. Encoding.ASCII.GetBytes(domain)];

    /// <summary>The domains of a bucket, by the bucket's incarnation.</summary>
    public static byte[] BucketCnames(string incarnation) =>
        [.. BucketCnamesPrefix, .. Encoding.UTF8.GetBytes(incarnation)];

    /// <summary>The token for a domain that is to lead to a bucket, in the bucket's partition.</summary>
    public static byte[] CnameToken(string domain) => [.. CnameTokenPrefix, .. Encoding.ASCII.GetBytes(domain)];

    /// <summary>The lifecycle rules of a bucket, by the bucket's incarnation.</summary>
    public static byte[] LifecycleRules(string incarnation) =>
        [.. "y/"u8, .. Encoding.UTF8.GetBytes(incarnation), (byte)'/'];

    /// <summary>One of the rows that they fill, in order.</summary>
    public static byte[] LifecycleRules(string incarnation, int index)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, checked((ushort)index));
        return [.. LifecycleRules(incarnation), .. bytes];
    }

    /// <summary>What is known of all versions of one key.</summary>
    public static byte[] KeyHead(ReadOnlySpan<byte> key) => [.. "k/"u8, .. key];

    /// <summary>One version of a key. Newer ones come first; no key contains the zero byte that ends it here.</summary>
    public static byte[] Version(ReadOnlySpan<byte> key, long sequence)
    {
        var row = new byte[VersionPrefix.Length + key.Length + 1 + sizeof(long)];
        VersionPrefix.CopyTo(row, 0);
        key.CopyTo(row.AsSpan(VersionPrefix.Length));
        BinaryPrimitives.WriteInt64BigEndian(row.AsSpan(row.Length - sizeof(long)), ~sequence & long.MaxValue);
        return row;
    }

    /// <summary>Every version of one key.</summary>
    public static KeyRange Versions(ReadOnlySpan<byte> key) => KeyRange.Prefix([.. VersionPrefix, .. key, 0]);

    /// <summary>The key that the row of a version belongs to.</summary>
    public static ReadOnlySpan<byte> KeyOfVersion(ReadOnlySpan<byte> row) =>
        row[VersionPrefix.Length..^(1 + sizeof(long))];

    /// <summary>An unfinished upload. No key contains the zero byte that ends it here.</summary>
    public static byte[] Upload(ReadOnlySpan<byte> key, BlobId upload) =>
        [.. UploadPrefix, .. key, 0, .. Encoding.ASCII.GetBytes(upload.ToString())];

    /// <summary>The key that the row of an upload belongs to.</summary>
    public static ReadOnlySpan<byte> KeyOfUpload(ReadOnlySpan<byte> row) =>
        row[UploadPrefix.Length..^(1 + BlobId.TextLength)];

    /// <summary>The parts of an upload, in the order of their numbers.</summary>
    public static byte[] Parts(BlobId upload) => [.. "p/"u8, .. Encoding.ASCII.GetBytes(upload.ToString()), (byte)'/'];

    /// <summary>One part of an upload.</summary>
    public static byte[] Part(BlobId upload, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, checked((ushort)number));
        return [.. Parts(upload), .. bytes];
    }

    /// <summary>Counts the writes of an upload's parts, so that whoever read them all can tell that none came meanwhile.</summary>
    public static byte[] PartWrites(BlobId upload) => [.. "q/"u8, .. Encoding.ASCII.GetBytes(upload.ToString())];

    /// <summary>A counter of a bucket's partition.</summary>
    public static byte[] Counter(string name) => [.. "s/"u8, .. Encoding.ASCII.GetBytes(name)];

    /// <summary>The row of a small body, in the body family. Bodies are immutable, so their names are random like those of blobs.</summary>
    public static byte[] Body(BlobId id) => Encoding.ASCII.GetBytes(id.ToString());

    /// <summary>The partition of what is known about one blob beside its bytes.</summary>
    public static PartitionId BlobPartition(BlobId blob) => new("x." + blob);
}
