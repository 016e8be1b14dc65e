using Ossa.Engine.Records;

namespace Ossa.Engine.Domains;

/// <summary>The rows of domains as bytes. Tags are forever: a new field takes a new tag.</summary>
internal static class CnameCodec
{
    private const byte Format = 1;

    public static byte[] Encode(CnameHolder holder) =>
        new RecordWriter(Format).Text(1, holder.Bucket).Text(2, holder.Incarnation).ToArray();

    public static CnameHolder DecodeHolder(ReadOnlySpan<byte> record)
    {
        var holder = new CnameHolder("", "");
        var reader = new RecordReader(record, Format);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case 1:
                    holder = holder with { Bucket = reader.Text() };
                    break;
                case 2:
                    holder = holder with { Incarnation = reader.Text() };
                    break;
            }
        }

        return holder;
    }

    public static byte[] Encode(BucketCnames names)
    {
        var writer = new RecordWriter(Format);
        foreach (var (domain, mappedAt) in names.Domains)
        {
            var field = new RecordWriter(Format).Text(1, domain).Number(2, mappedAt.ToUnixTimeMilliseconds());
            writer.Bytes(1, field.ToArray());
        }

        return writer.ToArray();
    }

    public static byte[] Encode(OwnershipToken token) =>
        new RecordWriter(Format)
            .Text(1, token.Domain)
            .Text(2, token.Token)
            .Number(3, token.ExpiresAt.ToUnixTimeSeconds())
            .ToArray();

    public static BucketCnames Decode(ReadOnlySpan<byte> record)
    {
        List<Cname> domains = [];
        var reader = new RecordReader(record, Format);
        while (reader.Next())
        {
            // Tokens once stood here under the tag 2.
            if (reader.Tag == 1)
            {
                domains.Add(DecodeDomain(reader.Value));
            }
        }

        return new BucketCnames(domains);
    }

    private static Cname DecodeDomain(ReadOnlySpan<byte> field)
    {
        var cname = new Cname("", default);
        var reader = new RecordReader(field, Format);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case 1:
                    cname = cname with { Domain = reader.Text() };
                    break;
                case 2:
                    cname = cname with { MappedAt = DateTimeOffset.FromUnixTimeMilliseconds((long)reader.Number()) };
                    break;
            }
        }

        return cname;
    }

    public static OwnershipToken DecodeToken(ReadOnlySpan<byte> field)
    {
        var token = new OwnershipToken("", "", default);
        var reader = new RecordReader(field, Format);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case 1:
                    token = token with { Domain = reader.Text() };
                    break;
                case 2:
                    token = token with { Token = reader.Text() };
                    break;
                case 3:
                    token = token with { ExpiresAt = DateTimeOffset.FromUnixTimeSeconds((long)reader.Number()) };
                    break;
            }
        }

        return token;
    }
}
