using Microsoft.AspNetCore.Http;
using Ossa.Engine.Objects;
using Ossa.Protocol.Errors;
using Ossa.Server.Hosting;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Throttling;

namespace Ossa.Tests.Server.Hostile;

/// <summary>A reader of one header or parameter of a request.</summary>
/// <param name="Reader">The type that reads it.</param>
/// <param name="Names">The headers and parameters that it looks at.</param>
/// <param name="Read">What reads it.</param>
internal sealed record HeaderParser(Type Reader, IReadOnlyList<string> Names, Action<OssContext> Read)
{
    private static readonly ObjectRecord Record = new()
    {
        Size = 1000,
        ETag = "5B3C1A2E053D763E1B002CC607C5A0FE",
        Crc64 = 0,
        LastModified = DateTimeOffset.UnixEpoch.AddYears(50),
        Sequence = 1,
        Body = BodyLocation.Empty,
    };

    public static IReadOnlyList<HeaderParser> All { get; } =
    [
        new(
            typeof(AppendPosition),
            ["position"],
            context => AppendPosition.Read(context, OssErrors.InvalidArgument, OssErrors.InvalidArgument)
        ),
        new(
            typeof(BucketFilter),
            ["tag-key", "tag-value", "tagging", "x-oss-resource-group-id"],
            context => BucketFilter.Read(context)
        ),
        new(typeof(ContentMd5), ["Content-MD5"], context => ContentMd5.Read(context)),
        new(typeof(CopySource), ["x-oss-copy-source"], context => CopySource.Read(context, CopySourceErrors.OfObject)),
        new(typeof(CopySourceRange), ["x-oss-copy-source-range"], context => CopySourceRange.Read(context, Record)),
        new(
            typeof(EncryptionHeaders),
            [
                "x-oss-server-side-encryption",
                "x-oss-server-side-encryption-key-id",
                "x-oss-server-side-data-encryption",
            ],
            context =>
            {
                EncryptionHeaders.Read(context);
                EncryptionHeaders.RefuseOnPart(context, ofUpload: null);
            }
        ),
        new(
            typeof(ListParameters),
            ["max-keys", "encoding-type"],
            context =>
            {
                ListParameters.MaxKeys(context, OssErrors.InvalidArgument);
                ListParameters.EncodingType(context);
            }
        ),
        new(
            typeof(Preconditions),
            ["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"],
            context => Preconditions.OfRead(context).Check(Record)
        ),
        new(typeof(RangeRequest), ["Range", "If-Range", "x-oss-range-behavior"], ReadRange),
        new(typeof(ResourceGroups), ["x-oss-resource-group-id"], context => ResourceGroups.ReadHeader(context)),
        new(
            typeof(ResponseOverrides),
            ["response-content-type", "response-expires", "response-content-disposition"],
            ResponseOverrides.Apply
        ),
        new(typeof(TaggingHeader), ["x-oss-tagging"], context => TaggingHeader.Read(context)),
        new(typeof(TrafficLimit), ["x-oss-traffic-limit"], context => TrafficLimit.Read(context)),
        new(
            typeof(UploadHeaders),
            [
                "x-oss-object-acl",
                "x-oss-storage-class",
                "x-oss-forbid-overwrite",
                "x-oss-hash-crc64ecma",
                "x-oss-meta-a",
                "Content-Type",
                "Expires",
            ],
            context => UploadHeaders.Read(context)
        ),
        new(
            typeof(UnsupportedHeaders),
            ["x-oss-server-side-encryption", "x-oss-callback"],
            UnsupportedHeaders.RefuseOnWrite
        ),
        new(typeof(UploadParameter), ["partNumber", "uploadId"], context => UploadParameter.ReadPartNumber(context)),
        new(typeof(VersionParameter), ["versionId"], context => VersionParameter.Read(context)),
    ];

    /// <summary>A request that states these values, each as a header and as a parameter.</summary>
    public static OssContext Request(IReadOnlyList<KeyValuePair<string, string>> values)
    {
        var http = new DefaultHttpContext();
        foreach (var (name, value) in values)
        {
            http.Request.Headers[name] = value;
        }
        var options = new ServerOptions();
        return new OssContext(http, null!, options, "id", TimeProvider.System)
        {
            HostNames = new HostNames(options, []),
            Client = new(Address: null, IsSecure: false, IsForwarded: false),
            Uploads = new(most: null, mostOfOne: 0, LimitMetrics.Uploads, new(Prometheus.Metrics.NewCustomRegistry())),
            Target = new RequestTarget("bucket", "key", values),
        };
    }

    /// <summary>Whatever bytes are given out must lie within the object.</summary>
    private static void ReadRange(OssContext context)
    {
        if (RangeRequest.Resolve(context, Record) is { } range)
        {
            Xunit.Assert.InRange(range.Offset, 0, Record.Size - 1);
            Xunit.Assert.InRange(range.Length, 1, Record.Size - range.Offset);
        }
    }
}
