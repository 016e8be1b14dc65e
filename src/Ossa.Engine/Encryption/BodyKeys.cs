using Ossa.Engine.Objects;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Encryption;

/// <summary>The keys of bodies: made for new ones, taken out of records, and wrapped anew for copies.</summary>
internal sealed class BodyKeys(KeyringStore keyring)
{
    /// <summary>Refuses what could not be sealed, before anything is read of it.</summary>
    public async ValueTask RequireUsableAsync(ObjectEncryption? encryption, CancellationToken cancellationToken)
    {
        if (encryption is not null)
        {
            await keyring.CurrentAsync(encryption.Chain, cancellationToken);
        }
    }

    /// <summary>Begins a write that takes wrapped keys from here or from what is stored; disposing ends it, once all of them are stored.</summary>
    public IDisposable BeginWrite() => keyring.Writes.Begin();

    /// <summary>A key for a new body, and the same as its record keeps it.</summary>
    public async ValueTask<(DataKey Key, WrappedKey Wrapped)> MakeAsync(
        ObjectEncryption encryption,
        BlobId body,
        CancellationToken cancellationToken
    )
    {
        var master = await keyring.CurrentAsync(encryption.Chain, cancellationToken);
        var key = DataKey.New();
        return (key, WrappedKey.Wrap(key, master, body));
    }

    /// <summary>The key of a sealed body, for those who may read it.</summary>
    /// <exception cref="OssException">Its key is disabled.</exception>
    /// <exception cref="KeyringException">Its key is not at hand.</exception>
    public async ValueTask<DataKey> OpenAsync(BodyLocation body, CancellationToken cancellationToken)
    {
        var (chain, master) = await keyring.GetAsync(body.Key!.Master, cancellationToken);
        return chain.IsEnabled
            ? body.Key.Unwrap(master, body.Id)
            : throw new OssException(OssErrors.EncryptionKeyDisabled, "KeyId", chain.Name);
    }

    /// <summary>The same for those who only look whether the body is whole, also where its key is disabled.</summary>
    public async ValueTask<DataKey> OpenForCheckAsync(BodyLocation body, CancellationToken cancellationToken)
    {
        var (_, master) = await keyring.GetAsync(body.Key!.Master, cancellationToken);
        return body.Key.Unwrap(master, body.Id);
    }

    /// <summary>An open blob as what was written to it, whether it is sealed or not.</summary>
    public async ValueTask<IBlobReader> OpenAsync(
        BodyLocation body,
        IBlobReader blob,
        CancellationToken cancellationToken
    )
    {
        if (body.Key is null)
        {
            return blob;
        }

        DataKey? key = null;
        try
        {
            key = await OpenAsync(body, cancellationToken);
            return new SealedReader(blob, key, body.Id);
        }
        catch
        {
            key?.Dispose();
            await blob.DisposeAsync();
            throw;
        }
    }

    /// <summary>The bytes of a row as what was written to it, whether they are sealed or not.</summary>
    public async ValueTask<byte[]> OpenAsync(BodyLocation body, byte[] row, CancellationToken cancellationToken)
    {
        if (body.Key is null)
        {
            return row;
        }

        using var key = await OpenAsync(body, cancellationToken);
        return Open(body, key, row);
    }

    /// <summary>The bytes of a sealed row.</summary>
    /// <exception cref="DamagedBlobException">They are not what was sealed.</exception>
    public static byte[] Open(BodyLocation body, DataKey key, byte[] row)
    {
        var length = SealedChunks.PlainLength(row.Length);
        if (length <= 0)
        {
            throw new DamagedBlobException(body.Id, $"no sealed body has {row.Length} bytes");
        }

        var bytes = new byte[length];
        SealedChunks.Open(key, body.Id, 0, isEnd: true, row, bytes);
        return bytes;
    }

    /// <summary>The place of a copy of what is sealed, with the key wrapped for it by the master key of now.</summary>
    public async ValueTask<BodyLocation> RewrapAsync(
        BodyLocation from,
        BodyLocation to,
        ObjectEncryption? encryption,
        CancellationToken cancellationToken
    )
    {
        if (from.Key is null || encryption is null)
        {
            return to;
        }

        using var key = await OpenAsync(from, cancellationToken);
        var master = await keyring.CurrentAsync(encryption.Chain, cancellationToken);
        return to with { Key = WrappedKey.Wrap(key, master, to.Id) };
    }

    /// <summary>A place with its key wrapped by the present master key of the same chain, or null where it is already.</summary>
    /// <exception cref="KeyringException">The key that wrapped it is not at hand.</exception>
    /// <exception cref="DamagedBlobException">It does not open.</exception>
    public async ValueTask<BodyLocation?> RenewAsync(BodyLocation body, CancellationToken cancellationToken)
    {
        if (body.Key is null || await keyring.SuccessorAsync(body.Key.Master, cancellationToken) is not { } master)
        {
            return null;
        }

        using var key = await OpenForCheckAsync(body, cancellationToken);
        return body with { Key = WrappedKey.Wrap(key, master, body.Id) };
    }
}
