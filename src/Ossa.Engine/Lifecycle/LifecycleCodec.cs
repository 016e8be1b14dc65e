using Ossa.Engine.Records;
using Ossa.Protocol.Documents;

namespace Ossa.Engine.Lifecycle;

/// <summary>Lifecycle rules as rows, as many as it takes. Tags are forever: a new field takes a new tag.</summary>
internal static class LifecycleCodec
{
    private const byte Format = 1;

    /// <summary>A row takes rules up to this; the largest rule fits beside them into what a row may hold.</summary>
    private const int FullRowBytes = 12 * 1024;

    public static IReadOnlyList<byte[]> Encode(LifecycleRuleSet set)
    {
        List<byte[]> rows = [];
        var row = NewRow(set);
        var bytes = 0;
        foreach (var rule in set.Rules)
        {
            var encoded = Encode(rule);
            if (bytes >= FullRowBytes)
            {
                rows.Add(row.ToArray());
                (row, bytes) = (NewRow(set), 0);
            }

            row.Bytes(2, encoded);
            bytes += encoded.Length;
        }

        if (bytes > 0)
        {
            rows.Add(row.ToArray());
        }

        return rows;
    }

    public static LifecycleRuleSet Decode(IEnumerable<byte[]> rows)
    {
        var stamp = 0L;
        List<LifecycleRule> rules = [];
        foreach (var row in rows)
        {
            var reader = new RecordReader(row, Format);
            while (reader.Next())
            {
                switch (reader.Tag)
                {
                    case 1:
                        stamp = (long)reader.Number();
                        break;
                    case 2:
                        rules.Add(DecodeRule(reader.Value));
                        break;
                }
            }
        }

        return new LifecycleRuleSet(stamp, rules);
    }

    private static RecordWriter NewRow(LifecycleRuleSet set) => new RecordWriter(Format).Number(1, set.Stamp);

    private static byte[] Encode(LifecycleRule rule)
    {
        var writer = new RecordWriter(Format).Text(1, rule.Id).Text(2, rule.Prefix).Flag(3, !rule.IsEnabled);
        foreach (var tag in rule.Tags)
        {
            writer.Pair(4, tag.Key, tag.Value);
        }

        if (rule.Filter is { } filter)
        {
            writer.Number(7, filter.ObjectSizeGreaterThan ?? 0).Number(8, filter.ObjectSizeLessThan ?? 0);
            if (filter.Not is { } not)
            {
                writer.Text(5, not.Prefix);
                if (not.Tag is { } tag)
                {
                    writer.Pair(6, tag.Key, tag.Value);
                }
            }
        }

        LifecycleActionCodec.Encode(rule, writer);
        return writer.ToArray();
    }

    private static LifecycleRule DecodeRule(ReadOnlySpan<byte> record)
    {
        var rule = new LifecycleRule();
        var filter = new LifecycleFilter();
        var not = new LifecycleExclusion("", null);
        List<Tag> tags = [];
        var reader = new RecordReader(record, Format);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case 1:
                    rule = rule with { Id = reader.Text() };
                    break;
                case 2:
                    rule = rule with { Prefix = reader.Text() };
                    break;
                case 3:
                    rule = rule with { IsEnabled = !reader.Flag() };
                    break;
                case 4:
                    tags.Add(TagOf(reader.Pair()));
                    break;
                case 5:
                    not = not with { Prefix = reader.Text() };
                    break;
                case 6:
                    not = not with { Tag = TagOf(reader.Pair()) };
                    break;
                case 7:
                    filter = filter with { ObjectSizeGreaterThan = (long)reader.Number() };
                    break;
                case 8:
                    filter = filter with { ObjectSizeLessThan = (long)reader.Number() };
                    break;
                default:
                    rule = LifecycleActionCodec.Decode(rule, reader);
                    break;
            }
        }

        filter = not.Prefix.Length == 0 ? filter : filter with { Not = not };
        return rule with { Tags = tags, Filter = filter == new LifecycleFilter() ? null : filter };
    }

    private static Tag TagOf(KeyValuePair<string, string> pair) => new(pair.Key, pair.Value);
}
