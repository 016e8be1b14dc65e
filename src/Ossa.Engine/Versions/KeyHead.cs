using Ossa.Engine.Records;

namespace Ossa.Engine.Versions;

/// <summary>
/// What is known of all versions of one key, in a row that every change of the key writes and is guarded on. A key has one from its
/// first change after its bucket came to keep versions; from then on all of its versions have rows of their own.
/// </summary>
/// <param name="LatestSequence">The newest version, object or delete marker.</param>
/// <param name="NullSequence">The version named "null"; zero when there is none.</param>
internal sealed record KeyHead(long LatestSequence, long NullSequence)
{
    private const byte Format = 1;

    public byte[] Encode() => new RecordWriter(Format).Number(1, LatestSequence).Number(2, NullSequence).ToArray();

    public static KeyHead Decode(ReadOnlySpan<byte> row)
    {
        var head = new KeyHead(0, 0);
        var reader = new RecordReader(row, Format);
        while (reader.Next())
        {
            head = reader.Tag switch
            {
                1 => head with { LatestSequence = (long)reader.Number() },
                2 => head with { NullSequence = (long)reader.Number() },
                _ => head,
            };
        }

        return head;
    }
}
