using Ossa.Engine.Records;

namespace Ossa.Engine.Retention;

/// <summary>A retention policy as bytes, for the record of its bucket. Tags are forever: a new field takes a new tag.</summary>
internal static class RetentionPolicyCodec
{
    private const byte Format = 1;

    public static byte[] Encode(RetentionPolicy policy) =>
        new RecordWriter(Format)
            .Text(1, policy.Id)
            .Number(2, policy.Days)
            .Number(3, policy.CreatedAt.ToUnixTimeMilliseconds())
            .Flag(4, policy.IsLocked)
            .ToArray();

    public static RetentionPolicy Decode(ReadOnlySpan<byte> record)
    {
        var policy = new RetentionPolicy("", 0, DateTimeOffset.UnixEpoch, IsLocked: false);
        var reader = new RecordReader(record, Format);
        while (reader.Next())
        {
            policy = reader.Tag switch
            {
                1 => policy with { Id = reader.Text() },
                2 => policy with { Days = (int)reader.Number() },
                3 => policy with { CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds((long)reader.Number()) },
                4 => policy with { IsLocked = reader.Flag() },
                _ => policy,
            };
        }

        return policy;
    }
}
