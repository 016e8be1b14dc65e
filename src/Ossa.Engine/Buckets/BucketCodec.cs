using Ossa.Engine.Encryption;
using Ossa.Engine.Records;
using Ossa.Engine.Retention;
using Ossa.Engine.Websites;
using Ossa.Protocol.Access;

namespace Ossa.Engine.Buckets;

/// <summary>A bucket's record as bytes. Tags are forever: a new field takes a new tag.</summary>
internal static class BucketCodec
{
    private const byte Format = 1;

    public static byte[] Encode(Bucket bucket)
    {
        var writer = new RecordWriter(Format)
            .Text(1, bucket.Name)
            .Text(2, bucket.Incarnation)
            .Number(3, bucket.CreatedAt.ToUnixTimeMilliseconds())
            .Text(4, bucket.OwnerId)
            .Number(5, (ulong)bucket.Acl)
            .Text(6, bucket.StorageClass)
            .Text(7, bucket.DataRedundancyType)
            .Number(11, (ulong)bucket.Versioning)
            .Flag(13, bucket.RequesterPays)
            .Text(14, bucket.ResourceGroupId)
            .Flag(17, bucket.PublicAccessBlocked)
            .Number(40, bucket.LifecycleStamp);
        EncryptionCodec.Write(writer, bucket.Encryption);
        foreach (var (key, value) in bucket.Tags)
        {
            writer.Bytes(12, new RecordWriter(Format).Text(1, key).Text(2, value).ToArray());
        }

        if (bucket.Referer is { } referer)
        {
            writer.Bytes(16, RefererCodec.Encode(referer));
        }

        if (bucket.Logging is { } logging)
        {
            writer.Bytes(60, LoggingCodec.Encode(logging));
        }

        if (bucket.LogFields is { } fields)
        {
            writer.Bytes(61, LoggingCodec.Encode(fields));
        }

        if (bucket.Website is { } website)
        {
            writer.Bytes(50, WebsiteCodec.Encode(website));
        }

        if (bucket.RetentionPolicy is { } policy)
        {
            writer.Bytes(30, RetentionPolicyCodec.Encode(policy));
        }

        // Shifted by one, so that a stated no differs from nothing.
        if (bucket.TransferAcceleration is { } accelerated)
        {
            writer.Number(15, accelerated ? 2UL : 1UL);
        }

        if (bucket.Cors is { } cors)
        {
            writer.Flag(8, true).Flag(9, cors.ResponseVary);
            foreach (var rule in cors.Rules)
            {
                writer.Bytes(10, Encode(rule));
            }
        }
        return writer.ToArray();
    }

    public static Bucket Decode(ReadOnlySpan<byte> record)
    {
        var bucket = new Bucket("", "", default, "");
        bool hasCors = false,
            vary = false;
        List<CorsRule> rules = [];
        List<KeyValuePair<string, string>> tags = [];
        var reader = new RecordReader(record, Format);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case 1:
                    bucket = bucket with { Name = reader.Text() };
                    break;
                case 2:
                    bucket = bucket with { Incarnation = reader.Text() };
                    break;
                case 3:
                    bucket = bucket with { CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds((long)reader.Number()) };
                    break;
                case 4:
                    bucket = bucket with { OwnerId = reader.Text() };
                    break;
                case 5:
                    bucket = bucket with { Acl = (CannedAcl)reader.Number() };
                    break;
                case 6:
                    bucket = bucket with { StorageClass = reader.Text() };
                    break;
                case 7:
                    bucket = bucket with { DataRedundancyType = reader.Text() };
                    break;
                case 8:
                    hasCors = true;
                    break;
                case 9:
                    vary = reader.Flag();
                    break;
                case 10:
                    rules.Add(DecodeRule(reader.Value));
                    break;
                case 11:
                    bucket = bucket with { Versioning = (VersioningState)reader.Number() };
                    break;
                case 12:
                    tags.Add(DecodeTag(reader.Value));
                    break;
                case 13:
                    bucket = bucket with { RequesterPays = reader.Flag() };
                    break;
                case 14:
                    bucket = bucket with { ResourceGroupId = reader.Text() };
                    break;
                case 15:
                    bucket = bucket with { TransferAcceleration = reader.Number() == 2 };
                    break;
                case 16:
                    bucket = bucket with { Referer = RefererCodec.Decode(reader.Value) };
                    break;
                case 17:
                    bucket = bucket with { PublicAccessBlocked = reader.Flag() };
                    break;
                case 60:
                    bucket = bucket with { Logging = LoggingCodec.DecodeRules(reader.Value) };
                    break;
                case 61:
                    bucket = bucket with { LogFields = LoggingCodec.DecodeFields(reader.Value) };
                    break;
                case 40:
                    bucket = bucket with { LifecycleStamp = (long)reader.Number() };
                    break;
                case 50:
                    bucket = bucket with { Website = WebsiteCodec.Decode(reader.Value) };
                    break;
                case 30:
                    bucket = bucket with { RetentionPolicy = RetentionPolicyCodec.Decode(reader.Value) };
                    break;
                case EncryptionCodec.AlgorithmTag:
                case EncryptionCodec.KeyNameTag:
                    bucket = bucket with { Encryption = EncryptionCodec.Read(ref reader, bucket.Encryption) };
                    break;
            }
        }

        bucket = bucket with { Tags = tags };
        return hasCors ? bucket with { Cors = new CorsRules(rules, vary) } : bucket;
    }

    private static KeyValuePair<string, string> DecodeTag(ReadOnlySpan<byte> record)
    {
        string key = "",
            value = "";
        var reader = new RecordReader(record, Format);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case 1:
                    key = reader.Text();
                    break;
                case 2:
                    value = reader.Text();
                    break;
            }
        }

        return new(key, value);
    }

    private static byte[] Encode(CorsRule rule)
    {
        var writer = new RecordWriter(Format);
        foreach (var origin in rule.AllowedOrigins)
        {
            writer.Text(1, origin);
        }

        foreach (var method in rule.AllowedMethods)
        {
            writer.Text(2, method);
        }

        foreach (var header in rule.AllowedHeaders)
        {
            writer.Text(3, header);
        }

        foreach (var header in rule.ExposeHeaders)
        {
            writer.Text(4, header);
        }
        // Shifted by one, so that a stated zero differs from an absent one.
        if (rule.MaxAgeSeconds is { } age)
        {
            writer.Number(5, age + 1L);
        }

        return writer.ToArray();
    }

    private static CorsRule DecodeRule(ReadOnlySpan<byte> record)
    {
        List<string> origins = [],
            methods = [],
            headers = [],
            expose = [];
        int? maxAge = null;
        var reader = new RecordReader(record, Format);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case 1:
                    origins.Add(reader.Text());
                    break;
                case 2:
                    methods.Add(reader.Text());
                    break;
                case 3:
                    headers.Add(reader.Text());
                    break;
                case 4:
                    expose.Add(reader.Text());
                    break;
                case 5:
                    maxAge = (int)(reader.Number() - 1);
                    break;
            }
        }
        return new CorsRule(origins, methods, headers, expose, maxAge);
    }
}
