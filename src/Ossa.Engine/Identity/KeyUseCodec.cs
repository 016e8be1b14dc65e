using Ossa.Engine.Records;

namespace Ossa.Engine.Identity;

/// <summary>The row of the last use of an access key. Tags are forever.</summary>
internal static class KeyUseCodec
{
    private const byte Format = 1;

    public static byte[] Encode(KeyUse use) =>
        new RecordWriter(Format).Number(1, use.At.UtcTicks).Text(2, use.Service).ToArray();

    public static KeyUse Decode(ReadOnlySpan<byte> row)
    {
        var use = new KeyUse(default, "");
        var reader = new RecordReader(row, Format);
        while (reader.Next())
        {
            use = reader.Tag switch
            {
                1 => use with { At = new DateTimeOffset((long)reader.Number(), TimeSpan.Zero) },
                2 => use with { Service = reader.Text() },
                _ => use,
            };
        }

        return use;
    }
}
