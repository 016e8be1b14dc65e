using Ossa.Engine.Records;

namespace Ossa.Engine.Websites;

/// <summary>A bucket's website as bytes, within its record. Tags are forever: a new field takes a new tag.</summary>
internal static class WebsiteCodec
{
    private const byte Format = 1;

    public static byte[] Encode(Website website)
    {
        var writer = new RecordWriter(Format);
        if (website.Index is { } index)
        {
            writer.Bytes(1, Encode(index));
        }

        if (website.ErrorPage is { } page)
        {
            writer.Bytes(2, new RecordWriter(Format).Text(1, page.Key).Number(2, (ulong)(page.Status ?? 0)).ToArray());
        }

        foreach (var rule in website.Rules)
        {
            writer.Bytes(3, RoutingRuleCodec.Encode(rule));
        }

        return writer.ToArray();
    }

    public static Website Decode(ReadOnlySpan<byte> record)
    {
        WebsiteIndex? index = null;
        WebsiteErrorPage? page = null;
        List<RoutingRule> rules = [];
        var reader = new RecordReader(record, Format);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case 1:
                    index = DecodeIndex(reader.Value);
                    break;
                case 2:
                    page = DecodeErrorPage(reader.Value);
                    break;
                case 3:
                    rules.Add(RoutingRuleCodec.Decode(reader.Value));
                    break;
            }
        }

        return new Website(index, page, rules);
    }

    private static byte[] Encode(WebsiteIndex index)
    {
        var writer = new RecordWriter(Format)
            .Text(1, index.Suffix)
            .Number(2, OptionalFlag.ToNumber(index.SupportSubDir));
        // Shifted by one, so that a stated zero differs from nothing.
        return index.Missing is { } missing ? writer.Number(3, (ulong)missing + 1).ToArray() : writer.ToArray();
    }

    private static WebsiteIndex DecodeIndex(ReadOnlySpan<byte> record)
    {
        var index = new WebsiteIndex("", null, null);
        var reader = new RecordReader(record, Format);
        while (reader.Next())
        {
            index = reader.Tag switch
            {
                1 => index with { Suffix = reader.Text() },
                2 => index with { SupportSubDir = OptionalFlag.FromNumber(reader.Number()) },
                3 => index with { Missing = (MissingName)(reader.Number() - 1) },
                _ => index,
            };
        }

        return index;
    }

    private static WebsiteErrorPage DecodeErrorPage(ReadOnlySpan<byte> record)
    {
        var page = new WebsiteErrorPage("", null);
        var reader = new RecordReader(record, Format);
        while (reader.Next())
        {
            page = reader.Tag switch
            {
                1 => page with { Key = reader.Text() },
                2 => page with { Status = (int)reader.Number() },
                _ => page,
            };
        }

        return page;
    }
}
