using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ossa.Storage;

namespace Ossa.Engine.Encryption;

/// <summary>Seals small secrets, such as those of access keys, under the keyring of the store.</summary>
/// <remarks>
/// 16 bytes name the master key; 12 of nonce, the secret and 16 of tag follow. The cipher's key is derived from the master key, which itself
/// wraps the keys of bodies only, and from the purpose, so that what was sealed for one opens for no other.
/// </remarks>
internal sealed class SecretSealer(KeyringStore keyring, string purpose)
{
    /// <summary>The purpose of secrets that are stored.</summary>
    public const string Stored = "ossa secrets";

    /// <summary>The purpose of tokens that others keep.</summary>
    public const string Tokens = "ossa session tokens";

    private const int MasterBytes = 16;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int Overhead = MasterBytes + NonceBytes + TagBytes;

    private readonly byte[] _purpose = Encoding.UTF8.GetBytes(purpose);

    /// <summary>Seals a secret to the name that it goes by.</summary>
    /// <exception cref="KeyringException">The store has a keyring, and it is not at hand.</exception>
    public ValueTask<byte[]> SealAsync(string name, string secret, CancellationToken cancellationToken) =>
        SealAsync(name, Encoding.UTF8.GetBytes(secret), cancellationToken);

    /// <summary>Seals bytes to the name that they go by.</summary>
    /// <exception cref="KeyringException">The store has a keyring, and it is not at hand.</exception>
    public async ValueTask<byte[]> SealAsync(string name, byte[] plain, CancellationToken cancellationToken)
    {
        var master = await keyring.CurrentAsync(KeyChain.OwnName, cancellationToken);
        var bytes = new byte[Overhead + plain.Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, master.Id.Value);
        var nonce = bytes.AsSpan(MasterBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = Cipher(master);
        cipher.Encrypt(
            nonce,
            plain,
            bytes.AsSpan(MasterBytes + NonceBytes, plain.Length),
            bytes.AsSpan(^TagBytes..),
            Encoding.UTF8.GetBytes(name)
        );
        return bytes;
    }

    /// <summary>Opens what was sealed to the same name.</summary>
    /// <exception cref="InvalidDataException">It was not sealed to this name, or is damaged.</exception>
    /// <exception cref="KeyringException">The keyring is not at hand, or has no such key.</exception>
    public async ValueTask<string> OpenAsync(string name, byte[] sealedSecret, CancellationToken cancellationToken)
    {
        var (_, master) = await keyring.GetAsync(MasterOf(name, sealedSecret), cancellationToken);
        return TryOpen(master, name, sealedSecret) is { } plain
            ? Encoding.UTF8.GetString(plain)
            : throw new InvalidDataException($"The secret of {name} does not open.");
    }

    /// <summary>
    /// Opens what somebody says was sealed to a name; null when it was not, or its master key is retired. The keyring is not read again for it,
    /// since everybody may say so.
    /// </summary>
    /// <exception cref="KeyringException">The store has a keyring, and it is not at hand.</exception>
    public async ValueTask<byte[]?> TryOpenAsync(string name, byte[] sealedBytes, CancellationToken cancellationToken)
    {
        if (sealedBytes.Length < Overhead)
        {
            return null;
        }

        var found = (await keyring.FindAsync(cancellationToken))?.Find(MasterOf(name, sealedBytes));
        return found is { Chain.Name: KeyChain.OwnName } own ? TryOpen(own.Key, name, sealedBytes) : null;
    }

    /// <summary>The same secret sealed by the present master key, or null where it is already.</summary>
    /// <exception cref="InvalidDataException">It was not sealed to this name, or is damaged.</exception>
    /// <exception cref="KeyringException">The keyring is not at hand, or has no such key.</exception>
    public async ValueTask<byte[]?> RenewAsync(string name, byte[] sealedSecret, CancellationToken cancellationToken) =>
        await keyring.SuccessorAsync(MasterOf(name, sealedSecret), cancellationToken) is null
            ? null
            : await SealAsync(name, await OpenAsync(name, sealedSecret, cancellationToken), cancellationToken);

    /// <summary>Begins a write of what was sealed; disposing ends it, once it is stored.</summary>
    public IDisposable BeginWrite() => keyring.Writes.Begin();

    /// <summary>The master key that opens a secret.</summary>
    /// <exception cref="InvalidDataException">It is no sealed secret.</exception>
    public static BlobId MasterOf(string name, byte[] sealedSecret) =>
        TryReadMaster(sealedSecret, out var master)
            ? master
            : throw new InvalidDataException($"The secret of {name} is too short to be one.");

    /// <summary>Reads the master key that opens a secret; false where it is no sealed secret.</summary>
    public static bool TryReadMaster(byte[] sealedSecret, out BlobId master)
    {
        var isSecret = sealedSecret.Length >= Overhead;
        master = isSecret ? new BlobId(BinaryPrimitives.ReadUInt128BigEndian(sealedSecret)) : default;
        return isSecret;
    }

    private byte[]? TryOpen(MasterKey master, string name, byte[] sealedSecret)
    {
        var plain = new byte[sealedSecret.Length - Overhead];
        using var cipher = Cipher(master);
        try
        {
            cipher.Decrypt(
                sealedSecret.AsSpan(MasterBytes, NonceBytes),
                sealedSecret.AsSpan(MasterBytes + NonceBytes, plain.Length),
                sealedSecret.AsSpan(^TagBytes..),
                plain,
                Encoding.UTF8.GetBytes(name)
            );
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private AesGcm Cipher(MasterKey master) =>
        new(HKDF.DeriveKey(HashAlgorithmName.SHA256, master.Secret, MasterKey.SecretBytes, info: _purpose), TagBytes);
}
