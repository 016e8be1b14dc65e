using Ossa.Engine.Records;

namespace Ossa.Engine.Buckets;

/// <summary>A bucket's rules for Referers as bytes, within its record.</summary>
internal static class RefererCodec
{
    private const byte Format = 1;

    public static byte[] Encode(RefererRules rules)
    {
        var writer = new RecordWriter(Format)
            .Flag(1, rules.AllowEmpty)
            .Flag(2, rules.TruncateQuery)
            .Flag(3, rules.TruncatePath);
        foreach (var pattern in rules.Allowed)
        {
            writer.Text(4, pattern);
        }

        foreach (var pattern in rules.Denied)
        {
            writer.Text(5, pattern);
        }

        return writer.ToArray();
    }

    public static RefererRules Decode(ReadOnlySpan<byte> record)
    {
        bool allowEmpty = false,
            truncateQuery = false,
            truncatePath = false;
        List<string> allowed = [],
            denied = [];
        var reader = new RecordReader(record, Format);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case 1:
                    allowEmpty = reader.Flag();
                    break;
                case 2:
                    truncateQuery = reader.Flag();
                    break;
                case 3:
                    truncatePath = reader.Flag();
                    break;
                case 4:
                    allowed.Add(reader.Text());
                    break;
                case 5:
                    denied.Add(reader.Text());
                    break;
            }
        }

        return new RefererRules(allowEmpty, truncateQuery, truncatePath, allowed, denied);
    }
}
