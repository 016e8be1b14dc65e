using Ossa.Engine.Records;

namespace Ossa.Engine.Access;

/// <summary>What holds for all buckets of an account.</summary>
/// <param name="PublicAccessBlocked">Whether lists that let everybody in count for nothing and cannot be set.</param>
public sealed record AccountSettings(bool PublicAccessBlocked)
{
    private const byte Format = 1;

    internal static readonly AccountSettings None = new(PublicAccessBlocked: false);

    internal byte[] Encode() => new RecordWriter(Format).Flag(1, PublicAccessBlocked).ToArray();

    internal static AccountSettings Decode(ReadOnlySpan<byte> record)
    {
        var settings = None;
        var reader = new RecordReader(record, Format);
        while (reader.Next())
        {
            if (reader.Tag == 1)
            {
                settings = settings with { PublicAccessBlocked = reader.Flag() };
            }
        }

        return settings;
    }
}
