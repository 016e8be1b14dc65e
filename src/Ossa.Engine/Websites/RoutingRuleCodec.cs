using Ossa.Engine.Records;

namespace Ossa.Engine.Websites;

/// <summary>A website's rule as bytes. Tags are forever: a new field takes a new tag.</summary>
internal static class RoutingRuleCodec
{
    private const byte Format = 1;

    public static byte[] Encode(RoutingRule rule)
    {
        var (condition, target) = (rule.Condition, rule.Target);
        var writer = new RecordWriter(Format)
            .Number(1, (ulong)rule.Number)
            .Text(2, condition.KeyPrefix)
            .Text(3, condition.KeySuffix)
            .Number(4, (ulong)(condition.ErrorStatus ?? 0))
            .Number(6, (ulong)target.Kind)
            .Text(7, target.Protocol)
            .Text(8, target.HostName)
            .Number(9, (ulong)(target.Status ?? 0))
            .Number(10, OptionalFlag.ToNumber(target.PassQueryString))
            .Text(11, target.ReplaceKeyWith)
            .Text(12, target.ReplaceKeyPrefixWith)
            .Number(13, OptionalFlag.ToNumber(target.EnableReplacePrefix));
        foreach (var header in condition.Headers)
        {
            writer.Bytes(5, Encode(header));
        }

        return writer.ToArray();
    }

    public static RoutingRule Decode(ReadOnlySpan<byte> record)
    {
        var number = 0;
        List<HeaderCondition> headers = [];
        var condition = new RoutingCondition(null, null, null, headers);
        var target = new RoutingTarget();
        var reader = new RecordReader(record, Format);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case 1:
                    number = (int)reader.Number();
                    break;
                case 5:
                    headers.Add(DecodeHeader(reader.Value));
                    break;
                default:
                    condition = DecodeCondition(condition, reader);
                    target = DecodeTarget(target, reader);
                    break;
            }
        }

        return new RoutingRule(number, condition, target);
    }

    private static RoutingCondition DecodeCondition(RoutingCondition condition, RecordReader reader) =>
        reader.Tag switch
        {
            2 => condition with { KeyPrefix = reader.Text() },
            3 => condition with { KeySuffix = reader.Text() },
            4 => condition with { ErrorStatus = (int)reader.Number() },
            _ => condition,
        };

    private static RoutingTarget DecodeTarget(RoutingTarget target, RecordReader reader) =>
        reader.Tag switch
        {
            6 => target with { Kind = (RoutingKind)reader.Number() },
            7 => target with { Protocol = reader.Text() },
            8 => target with { HostName = reader.Text() },
            9 => target with { Status = (int)reader.Number() },
            10 => target with { PassQueryString = OptionalFlag.FromNumber(reader.Number()) },
            11 => target with { ReplaceKeyWith = reader.Text() },
            12 => target with { ReplaceKeyPrefixWith = reader.Text() },
            13 => target with { EnableReplacePrefix = OptionalFlag.FromNumber(reader.Number()) },
            _ => target,
        };

    private static byte[] Encode(HeaderCondition header) =>
        new RecordWriter(Format)
            .Text(1, header.Name)
            .Text(2, header.Equal)
            .Text(3, header.StartsWith)
            .Text(4, header.EndsWith)
            .ToArray();

    private static HeaderCondition DecodeHeader(ReadOnlySpan<byte> record)
    {
        var header = new HeaderCondition("", null, null, null);
        var reader = new RecordReader(record, Format);
        while (reader.Next())
        {
            header = reader.Tag switch
            {
                1 => header with { Name = reader.Text() },
                2 => header with { Equal = reader.Text() },
                3 => header with { StartsWith = reader.Text() },
                4 => header with { EndsWith = reader.Text() },
                _ => header,
            };
        }

        return header;
    }
}
