using System.Buffers.Binary;
using Ossa.Engine.Encryption;
using Ossa.Engine.Objects;
using Ossa.Storage;

namespace Ossa.Engine.Bodies;

/// <summary>
/// The pieces of a body, in order. A manifest never changes: an object that is appended to gets another one, with some of the same
/// pieces, that knows the one before it. They are freed in this order, so that whoever still reads an older one loses no piece.
/// </summary>
internal sealed class Manifest
{
    private const byte Format = 1;

    /// <summary>The same with a key for each piece.</summary>
    private const byte SealedFormat = 2;

    private const int HeaderBytes = 1 + 16;
    private const int EntryBytes = 1 + 16 + 16 + sizeof(long) + sizeof(ulong);

    private readonly Piece[] _pieces;
    private readonly long[] _ends;

    public Manifest(IEnumerable<Piece> pieces, BlobId previous = default)
    {
        Previous = previous;
        _pieces = [.. pieces];
        _ends = new long[_pieces.Length];
        for (var i = 0; i < _pieces.Length; i++)
        {
            Length += _pieces[i].Length;
            _ends[i] = Length;
        }
    }

    /// <summary>The manifest that this one took pieces over from; zero when there is none.</summary>
    public BlobId Previous { get; }

    public IReadOnlyList<Piece> Pieces => _pieces;

    /// <summary>The length of the whole body in bytes.</summary>
    public long Length { get; }

    /// <summary>The CRC-64/XZ of the whole body.</summary>
    public ulong Crc64 => Combine(_pieces);

    /// <summary>The checksum of pieces one after the other, without their bytes.</summary>
    public static ulong Combine(IEnumerable<Piece> pieces) =>
        pieces.Aggregate(
            Protocol.Checksums.Crc64.Empty,
            (crc, piece) => Protocol.Checksums.Crc64.Combine(crc, piece.Crc64, piece.Length)
        );

    /// <summary>The piece that a byte of the body is in, and where in the body that piece begins.</summary>
    public (Piece Piece, long Start) Find(long offset)
    {
        var index = Array.BinarySearch(_ends, offset);
        // An exact hit is the end of a piece, so that the byte is in a later one; empty pieces are passed over.
        index = index < 0 ? ~index : index + 1;
        while (_pieces[index].Length == 0)
        {
            index++;
        }

        return (_pieces[index], _ends[index] - _pieces[index].Length);
    }

    /// <summary>As a row.</summary>
    /// <exception cref="InvalidOperationException">The pieces are not sealed alike: neither all of them nor none.</exception>
    public byte[] Encode()
    {
        var isSealed = _pieces.Any(piece => piece.Location.Key is not null);
        var entryBytes = EntryLength(isSealed);
        var row = new byte[HeaderBytes + _pieces.Length * entryBytes];
        row[0] = isSealed ? SealedFormat : Format;
        BinaryPrimitives.WriteUInt128BigEndian(row.AsSpan(1), Previous.Value);
        var rest = row.AsSpan(HeaderBytes);
        foreach (var piece in _pieces)
        {
            rest[0] = (byte)piece.Location.Kind;
            BinaryPrimitives.WriteUInt128BigEndian(rest[1..], piece.Location.Id.Value);
            BinaryPrimitives.WriteUInt128BigEndian(rest[17..], piece.Location.Holder.Value);
            BinaryPrimitives.WriteInt64LittleEndian(rest[33..], piece.Length);
            BinaryPrimitives.WriteUInt64LittleEndian(rest[41..], piece.Crc64);
            if (isSealed)
            {
                var key =
                    piece.Location.Key
                    ?? throw new InvalidOperationException(
                        $"The pieces of a body are sealed alike, and {piece.Location.Id} is not sealed as others are."
                    );
                key.Bytes.CopyTo(rest[EntryBytes..]);
            }

            rest = rest[entryBytes..];
        }
        return row;
    }

    public static Manifest Decode(ReadOnlySpan<byte> row)
    {
        if (row.Length < HeaderBytes || row[0] is not (Format or SealedFormat))
        {
            throw new InvalidDataException($"The manifest is not of format {Format} or {SealedFormat}.");
        }

        var isSealed = row[0] == SealedFormat;
        var entryBytes = EntryLength(isSealed);
        var (count, odd) = Math.DivRem(row.Length - HeaderBytes, entryBytes);
        if (odd != 0)
        {
            throw new InvalidDataException("The manifest ends in the middle of a piece.");
        }

        var pieces = new Piece[count];
        for (var i = 0; i < pieces.Length; i++)
        {
            var entry = row.Slice(HeaderBytes + i * entryBytes, entryBytes);
            var location = new BodyLocation(
                (BodyKind)entry[0],
                new BlobId(BinaryPrimitives.ReadUInt128BigEndian(entry[1..])),
                new BlobId(BinaryPrimitives.ReadUInt128BigEndian(entry[17..])),
                isSealed ? WrappedKey.Read(entry[EntryBytes..]) : null
            );
            var length = BinaryPrimitives.ReadInt64LittleEndian(entry[33..]);
            pieces[i] = new Piece(location, length, BinaryPrimitives.ReadUInt64LittleEndian(entry[41..]));
        }
        return new Manifest(pieces, new BlobId(BinaryPrimitives.ReadUInt128BigEndian(row[1..])));
    }

    private static int EntryLength(bool isSealed) => isSealed ? EntryBytes + WrappedKey.Length : EntryBytes;
}
