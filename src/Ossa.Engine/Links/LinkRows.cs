using System.Security.Cryptography;
using System.Text;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Links;

/// <summary>The partition of links, what was used of them, and of signed URLs that are denied.</summary>
internal sealed class LinkRows(IMetadataStore metadata)
{
    private const int VisitorBytes = 16;

    public static readonly PartitionId Partition = new("links");

    public static byte[] CounterPrefix => "n/"u8.ToArray();

    public static byte[] ReservationPrefix => "r/"u8.ToArray();

    public static byte[] LinkPrefix => "l/"u8.ToArray();

    public static byte[] Link(string id) => [.. LinkPrefix, .. Encoding.ASCII.GetBytes(id)];

    /// <summary>The ids of the links of a further account, which go on from here.</summary>
    public static byte[] OwnedLink(string account, string id) =>
        [.. "a/"u8, .. Encoding.ASCII.GetBytes(account), (byte)'/', .. Encoding.ASCII.GetBytes(id)];

    /// <summary>The id of the link that a row is of.</summary>
    public static string IdOf(byte[] link) => Encoding.ASCII.GetString(link.AsSpan(LinkPrefix.Length));

    /// <summary>A counter: how many downloads of a link began.</summary>
    public static byte[] Downloads(string id) => [.. CounterPrefix, .. Encoding.ASCII.GetBytes(id), .. "/downloads"u8];

    /// <summary>A counter: how many files came in through a link.</summary>
    public static byte[] Files(string id) => [.. CounterPrefix, .. Encoding.ASCII.GetBytes(id), .. "/files"u8];

    /// <summary>A counter: how many bytes were sent through a link.</summary>
    public static byte[] Bytes(string id) => [.. CounterPrefix, .. Encoding.ASCII.GetBytes(id), .. "/bytes"u8];

    /// <summary>A counter: how many links there are of a user, or of an account itself.</summary>
    public static byte[] CountOf(string? account, LinkCreator? creator) =>
        [.. CounterPrefix, .. "of/"u8, .. Encoding.ASCII.GetBytes($"{account}/{creator?.Id}")];

    /// <summary>The downloads of a link that may come in parts.</summary>
    public static byte[] Reservations(string id) => [.. ReservationPrefix, .. Encoding.ASCII.GetBytes(id), (byte)'/'];

    /// <summary>A counter: how many signed URLs are denied.</summary>
    public static byte[] DeniedCount => "n/denied"u8.ToArray();

    public static byte[] DeniedPrefix => "d/"u8.ToArray();

    /// <summary>A signed URL that is denied.</summary>
    public static byte[] Denied(string fingerprint) => [.. DeniedPrefix, .. Encoding.ASCII.GetBytes(fingerprint)];

    /// <summary>Which one a row is about.</summary>
    public static string FingerprintOf(byte[] denied) =>
        Encoding.ASCII.GetString(denied, DeniedPrefix.Length, denied.Length - DeniedPrefix.Length);

    /// <summary>The one of a visitor.</summary>
    public static byte[] Reservation(string id, string visitor) =>
        [.. Reservations(id), .. SHA256.HashData(Encoding.UTF8.GetBytes(visitor)).AsSpan(0, VisitorBytes)];

    public ValueTask<byte[]?> GetAsync(byte[] row, CancellationToken cancellationToken) =>
        metadata.GetAsync(Partition, RowFamily.Record, row, cancellationToken);

    /// <summary>All rows under a prefix, in order.</summary>
    public IAsyncEnumerable<Row> ScanAsync(byte[] prefix, CancellationToken cancellationToken) =>
        RowScan.PrefixAsync(metadata, Partition, prefix, cancellationToken);

    public ValueTask<bool> ApplyAsync(WriteBatch batch, CancellationToken cancellationToken) =>
        metadata.ApplyAsync(Partition, batch, cancellationToken);
}
