using System.Buffers.Binary;
using System.Text;
using Ossa.Engine.Records;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Identity;

/// <summary>
/// The partition of accounts, users, groups, roles, keys and policies, as one account sees it. Every change of any of them moves the epoch, and is
/// guarded on it: so one change comes after the other, and whoever has an answer from an epoch that still holds need not ask again. Changes of one process
/// take turns, so that one that has much to read before it can be decided is not outrun by short ones for ever.
/// </summary>
internal sealed class IdentityRows
{
    private static readonly PartitionId Partition = new("identity");

    private readonly IMetadataStore _metadata;
    private readonly byte[] _prefix;
    private readonly SemaphoreSlim _turn;

    /// <summary>The rows of the first account, and of what is of no account.</summary>
    public IdentityRows(IMetadataStore metadata)
        : this(metadata, account: null, new SemaphoreSlim(1, 1)) { }

    private IdentityRows(IMetadataStore metadata, string? account, SemaphoreSlim turn)
    {
        (_metadata, _turn, Account) = (metadata, turn, account);
        _prefix = account is null ? [] : PrefixOf(account);
    }

    public static readonly byte[] EpochKey = "e"u8.ToArray();

    /// <summary>Whether they are those of a further account.</summary>
    public bool AreOfFurtherAccount => _prefix.Length > 0;

    /// <summary>The access keys of all accounts, since a request names its key alone.</summary>
    public static byte[] KeyPrefix => "k/"u8.ToArray();

    /// <summary>When access keys were used last. No change of an identity reads or moves it, and none is moved by it.</summary>
    public static byte[] KeyUsePrefix => "l/"u8.ToArray();

    /// <summary>The further accounts.</summary>
    public static byte[] AccountPrefix => "a/"u8.ToArray();

    /// <summary>The names of further accounts.</summary>
    public static byte[] AccountNamePrefix => "n/"u8.ToArray();

    /// <summary>The further account whose rows these are, or null for the first account.</summary>
    public string? Account { get; }

    /// <summary>The rows of a further account.</summary>
    public IdentityRows Of(string account) => new(_metadata, account, _turn);

    /// <summary>A further account.</summary>
    public static byte[] AccountOf(string id) => [.. AccountPrefix, .. Encoding.ASCII.GetBytes(id)];

    /// <summary>The id of the further account of a name.</summary>
    public static byte[] AccountName(string name) => [.. AccountNamePrefix, .. Encoding.UTF8.GetBytes(name)];

    /// <summary>How all rows begin that belong to a further account.</summary>
    public static byte[] PrefixOf(string account) => [.. "x/"u8, .. Encoding.ASCII.GetBytes(account), (byte)'/'];

    public byte[] User(string name) => [.. _prefix, .. "u/"u8, .. Encoding.UTF8.GetBytes(name)];

    /// <summary>The name of a user who was called something else before, by its id.</summary>
    public byte[] UserName(string id) => [.. _prefix, .. "i/"u8, .. Encoding.UTF8.GetBytes(id)];

    public byte[] Group(string name) => [.. _prefix, .. "g/"u8, .. Encoding.UTF8.GetBytes(name)];

    public byte[] Role(string name) => [.. _prefix, .. "r/"u8, .. Encoding.UTF8.GetBytes(name)];

    public byte[] Policy(string name) => [.. _prefix, .. "p/"u8, .. Encoding.UTF8.GetBytes(name)];

    public static byte[] Key(string id) => [.. KeyPrefix, .. Encoding.UTF8.GetBytes(id)];

    public static byte[] KeyUse(string id) => [.. KeyUsePrefix, .. Encoding.UTF8.GetBytes(id)];

    /// <summary>The id of the access key whose last use a row is.</summary>
    public static string IdOfUse(byte[] use) => Encoding.UTF8.GetString(use.AsSpan(KeyUsePrefix.Length));

    /// <summary>Deletes an access key with its last use.</summary>
    public static void DeleteKey(WriteBatch batch, string id) =>
        batch.Delete(RowFamily.Record, Key(id)).Delete(RowFamily.Record, KeyUse(id));

    /// <summary>The id of the access key that a row is of.</summary>
    public static string IdOf(byte[] key) => Encoding.UTF8.GetString(key.AsSpan(KeyPrefix.Length));

    /// <summary>How often anything was changed.</summary>
    public async ValueTask<ulong> EpochAsync(CancellationToken cancellationToken) =>
        Epoch(await GetAsync(EpochKey, cancellationToken));

    public ValueTask<byte[]?> GetAsync(byte[] row, CancellationToken cancellationToken) =>
        _metadata.GetAsync(Partition, RowFamily.Record, row, cancellationToken);

    /// <summary>The access key of an id, whosever it is, or null when there is none.</summary>
    public async ValueTask<UserKey?> FindKeyAsync(string id, CancellationToken cancellationToken) =>
        await GetAsync(Key(id), cancellationToken) is { } row ? IdentityCodec.DecodeKey(row) : null;

    /// <summary>The values of all rows under a prefix, in order.</summary>
    public IAsyncEnumerable<byte[]> ScanAsync(byte[] prefix, CancellationToken cancellationToken) =>
        ScanRowsAsync(prefix, cancellationToken).Select(row => row.Value);

    /// <summary>All rows under a prefix, in order.</summary>
    public IAsyncEnumerable<Row> ScanRowsAsync(byte[] prefix, CancellationToken cancellationToken) =>
        RowScan.PrefixAsync(_metadata, Partition, prefix, cancellationToken);

    /// <summary>Writes what is no identity but of one. The epoch stays as it is; false where a guard does not hold.</summary>
    public ValueTask<bool> ApplyBesideAsync(WriteBatch batch, CancellationToken cancellationToken) =>
        _metadata.ApplyAsync(Partition, batch, cancellationToken);

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
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await TryInTurnAsync(decide, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Other processes may still come first.</summary>
    private async ValueTask<bool> TryInTurnAsync(
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
            await RequireAccountAsync(cancellationToken);
            if (!await decide(batch))
            {
                return false;
            }

            if (await _metadata.ApplyAsync(Partition, batch, cancellationToken))
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

    /// <summary>Nothing is written for an account that is gone. Whoever deletes it moves the epoch too.</summary>
    private async ValueTask RequireAccountAsync(CancellationToken cancellationToken)
    {
        if (Account is not null && await GetAsync(AccountOf(Account), cancellationToken) is null)
        {
            throw new OssException(AccountErrors.NoSuchAccount, "Name", Account);
        }
    }

    private static ulong Epoch(byte[]? row) => row is null ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(row);
}
