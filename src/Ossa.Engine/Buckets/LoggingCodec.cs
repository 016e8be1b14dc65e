using Ossa.Engine.Records;

namespace Ossa.Engine.Buckets;

/// <summary>What a bucket's record says of its log, as bytes within that record.</summary>
internal static class LoggingCodec
{
    private const byte Format = 1;

    public static byte[] Encode(LoggingRules rules) =>
        new RecordWriter(Format).Text(1, rules.TargetBucket).Text(2, rules.TargetPrefix).Text(3, rules.Role).ToArray();

    public static LoggingRules DecodeRules(ReadOnlySpan<byte> record)
    {
        var rules = new LoggingRules("", "", null);
        var reader = new RecordReader(record, Format);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case 1:
                    rules = rules with { TargetBucket = reader.Text() };
                    break;
                case 2:
                    rules = rules with { TargetPrefix = reader.Text() };
                    break;
                case 3:
                    rules = rules with { Role = reader.Text() };
                    break;
            }
        }

        return rules;
    }

    public static byte[] Encode(LogFields fields)
    {
        var writer = new RecordWriter(Format);
        foreach (var header in fields.Headers)
        {
            writer.Text(1, header);
        }

        foreach (var parameter in fields.Parameters)
        {
            writer.Text(2, parameter);
        }

        return writer.ToArray();
    }

    public static LogFields DecodeFields(ReadOnlySpan<byte> record)
    {
        List<string> headers = [],
            parameters = [];
        var reader = new RecordReader(record, Format);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case 1:
                    headers.Add(reader.Text());
                    break;
                case 2:
                    parameters.Add(reader.Text());
                    break;
            }
        }

        return new LogFields(headers, parameters);
    }
}
