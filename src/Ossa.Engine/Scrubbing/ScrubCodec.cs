using Ossa.Engine.Records;

namespace Ossa.Engine.Scrubbing;

/// <summary>The last scrub as a row, so that a restart does not begin another one.</summary>
internal static class ScrubCodec
{
    private const byte Format = 1;
    private const byte StartedAt = 1;
    private const byte EndedAt = 2;
    private const byte Objects = 3;
    private const byte Bytes = 4;
    private const byte Damaged = 5;

    public static byte[] Encode(ScrubSummary scrub) =>
        new RecordWriter(Format)
            .Number(StartedAt, scrub.StartedAt.ToUnixTimeMilliseconds())
            .Number(EndedAt, scrub.EndedAt.ToUnixTimeMilliseconds())
            .Number(Objects, scrub.Objects)
            .Number(Bytes, scrub.Bytes)
            .Number(Damaged, scrub.Damaged)
            .ToArray();

    /// <exception cref="InvalidDataException">The row is none of a scrub.</exception>
    /// <exception cref="ArgumentOutOfRangeException">One of its times is none.</exception>
    public static ScrubSummary Decode(byte[] row)
    {
        Span<long> fields = stackalloc long[Damaged + 1];
        var reader = new RecordReader(row, Format);
        while (reader.Next())
        {
            if (reader.Tag <= Damaged)
            {
                fields[reader.Tag] = (long)reader.Number();
            }
        }

        return new ScrubSummary(
            DateTimeOffset.FromUnixTimeMilliseconds(fields[StartedAt]),
            DateTimeOffset.FromUnixTimeMilliseconds(fields[EndedAt]),
            fields[Objects],
            fields[Bytes],
            fields[Damaged]
        );
    }
}
