using System.Buffers.Binary;
using System.Text;
using Ossa.Engine.Records;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Identity;

/// <summary>
/// The partition of users, groups, roles, keys and policies. Every change of any of them moves the epoch, and is guarded on it: so one change comes
/// after the other, and whoever has an answer from an epoch that still holds need not ask again.
/// </summary>
internal sealed class IdentityRows(IMetadataStore metadata)
{
    private static readonly PartitionId Partition = new("identity");

    public static readonly byte[] EpochKey = "e"u8.ToArray();

    public static byte[] UserPrefix => "u/"u8.ToArray();

    public static byte[] GroupPrefix => "g/"u8.ToArray();

    public static byte[] KeyPrefix => "k/"u8.ToArray();

    public static byte[] PolicyPrefix => "p/"u8.ToArray();

    public static byte[] RolePrefix => "r/"u8.ToArray();

    public static byte[] User(string name) => [.. UserPrefix, .. Encoding.UTF8.GetBytes(name)];

    public static byte[] Group(string name) => [.. GroupPrefix, .. Encoding.UTF8.GetBytes(name)];

    public static byte[] Role(string name) => [.. RolePrefix, .. Encoding.UTF8.GetBytes(name)];

    public static byte[] Key(string id) => [.. KeyPrefix, .. Encoding.UTF8.GetBytes(id)];

    /// <summary>The id of the access key that a row is of.</summary>
    public static string IdOf(byte[] key) => Encoding.UTF8.GetString(key.AsSpan(KeyPrefix.Length));

    public static byte[] Policy(string name) => [.. PolicyPrefix, .. Encoding.UTF8.GetBytes(name)];

    /// <summary>How often anything was changed.</summary>
    public async ValueTask<ulong> EpochAsync(CancellationToken cancellationToken) =>
        Epoch(await GetAsync(EpochKey, cancellationToken));

    public ValueTask<byte[]?> GetAsync(byte[] row, CancellationToken cancellationToken) =>
        metadata.GetAsync(Partition, RowFamily.Record, row, cancellationToken);

    /// <summary>The values of all rows under a prefix, in order.</summary>
    public IAsyncEnumerable<byte[]> ScanAsync(byte[] prefix, CancellationToken cancellationToken) =>
        ScanRowsAsync(prefix, cancellationToken).Select(row => row.Value);

    /// <summary>All rows under a prefix, in order.</summary>
    public IAsyncEnumerable<Row> ScanRowsAsync(byte[] prefix, CancellationToken cancellationToken) =>
        RowScan.PrefixAsync(metadata, Partition, prefix, cancellationToken);

    /// <summary>Makes a change that is decided by what is there; it is decided again when another one came first.</summary>
    public async ValueTask ChangeAsync(Func<WriteBatch, ValueTask> decide, CancellationToken cancellationToken) =>
        await TryChangeAsync(
            async batch =>
            {
                await decide(batch);
                return true;
            },
            cancellationToken
        );

    /// <summary>The same where the decision may be to change nothing, by false, which is then the answer.</summary>
    public async ValueTask<bool> TryChangeAsync(
        Func<WriteBatch, ValueTask<bool>> decide,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var epoch = await GetAsync(EpochKey, cancellationToken);
            var next = new byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(next, Epoch(epoch) + 1);
            var batch = new WriteBatch().Require(EpochKey, epoch).Put(RowFamily.Record, EpochKey, next);
            if (!await decide(batch))
            {
                return false;
            }

            if (await metadata.ApplyAsync(Partition, batch, cancellationToken))
            {
                return true;
            }
        }
    }

    /// <summary>Writes a row that must not be there yet.</summary>
    public ValueTask CreateAsync(
        byte[] row,
        byte[] value,
        Func<OssException> taken,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            async batch =>
            {
                if (await GetAsync(row, cancellationToken) is not null)
                {
                    throw taken();
                }

                batch.Put(RowFamily.Record, row, value);
            },
            cancellationToken
        );

    private static ulong Epoch(byte[]? row) => row is null ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(row);
}
