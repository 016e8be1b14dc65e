using System.Buffers.Binary;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Encryption;

/// <summary>
/// The file of a keyring, and the store's note of which one is its own. The file comes first: what a crash leaves between the two is a
/// keyring that opens nothing yet.
/// </summary>
internal sealed class KeyringFile(IMetadataStore metadata, ISecretFile file)
{
    private const int NoteBytes = 16;

    /// <summary>Where the file is.</summary>
    public string Place => file.Place;

    /// <summary>The keyring, or null where none was ever needed, and whether the store has noted it.</summary>
    /// <exception cref="KeyringException">The store has noted one, and the file is not it.</exception>
    public async ValueTask<(Keyring? Keyring, bool IsNoted)> LoadAsync(CancellationToken cancellationToken)
    {
        var noted = await ReadNoteAsync(cancellationToken);
        var keyring = Read();
        return (keyring, noted) switch
        {
            (null, { }) => throw Absent($"the keyring {Place} is missing. Put it back; no backup has it."),
            ({ }, { } id) when id != keyring.Id => throw Absent(
                $"{Place} is the keyring of another store. Put this store's own in its place."
            ),
            _ => (keyring, noted is not null),
        };
    }

    /// <summary>Puts a keyring in the place of the one that there is.</summary>
    public void Write(Keyring keyring) => file.Write(KeyringCodec.Encode(keyring));

    /// <summary>Notes that a keyring is the store's own.</summary>
    public async ValueTask NoteAsync(Keyring keyring, CancellationToken cancellationToken)
    {
        var row = new byte[NoteBytes];
        BinaryPrimitives.WriteUInt128BigEndian(row, keyring.Id.Value);
        var batch = new WriteBatch().Put(RowFamily.Record, RowKeys.Keyring, row);
        await metadata.ApplyAsync(RowKeys.Control, batch, cancellationToken);
    }

    /// <summary>Reads the note.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static BlobId DecodeNote(byte[] row) =>
        row.Length == NoteBytes
            ? new BlobId(BinaryPrimitives.ReadUInt128BigEndian(row))
            : throw new InvalidDataException($"it does not have {NoteBytes} bytes");

    private Keyring? Read()
    {
        try
        {
            return file.Read() is { } content ? KeyringCodec.Decode(content) : null;
        }
        catch (InvalidDataException damage)
        {
            throw Absent($"the keyring {Place} is damaged: {damage.Message}. Put a copy in its place.", damage);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Absent($"the keyring {Place} cannot be read: {error.Message}", error);
        }
    }

    private async ValueTask<BlobId?> ReadNoteAsync(CancellationToken cancellationToken)
    {
        var row = await metadata.GetAsync(RowKeys.Control, RowFamily.Record, RowKeys.Keyring, cancellationToken);
        try
        {
            return row is null ? null : DecodeNote(row);
        }
        catch (InvalidDataException damage)
        {
            throw Absent($"the store's note of its keyring is damaged: {damage.Message}.", damage);
        }
    }

    private static KeyringException Absent(string why, Exception? cause = null) =>
        new($"Encrypted objects cannot be read: {why}", cause);
}
