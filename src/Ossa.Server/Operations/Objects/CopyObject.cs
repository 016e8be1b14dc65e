using System.Globalization;
using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Objects;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/copyobject</summary>
internal sealed class CopyObject : Operation
{
    public override string Name => "CopyObject";

    public override Route Route { get; } = new("PUT", Level.Object, Header: OssHeaders.CopySource);

    public override string Action => "oss:PutObject";

    public override Need Need => Need.Write;

    public override string? Missing => "encryption with SM4 or the sender's keys is refused by name";

    public override async Task HandleAsync(OssContext context)
    {
        UploadParameter.RequireNone(context);
        UnsupportedHeaders.RefuseOnWrite(context);
        // A copy moves nothing over the connection, so that there is nothing to hold back.
        TrafficLimit.Read(context);
        var source = CopySource.Read(context, CopySourceErrors.OfObject);
        await using var open = await source.OpenAsync(context);
        if (!Preconditions.OfCopySource(context).Check(open.Record))
        {
            NotModified.Answer(context, open.Record);
            return;
        }

        var wanted = Describe(context, source, open.Record);
        var copy = await context.Engine.Objects.CopyAsync(open, context.Bucket, context.Key, wanted, context.Aborted);
        var headers = context.Http.Response.Headers;
        headers[OssHeaders.HashCrc64Ecma] = copy.Crc64.ToString(CultureInfo.InvariantCulture);
        ObjectHeaders.WriteVersion(context, copy);
        ObjectHeaders.WriteEncryption(context, copy.Encryption);
        if (open.Bucket.Versioning != VersioningState.Never)
        {
            headers[OssHeaders.CopySourceVersionId] = open.Record.Version.ToString();
        }

        await XmlAnswer.WriteAsync(context, new CopyObjectResult(copy.ETag, copy.LastModified));
    }

    /// <summary>A copy onto itself is how metadata is changed, so it always takes the request's.</summary>
    private static NewObject Describe(OssContext context, CopySource source, ObjectRecord record)
    {
        var wanted = UploadHeaders.Read(context) with { ExpectedMd5 = null, ExpectedCrc64 = null };
        if (!TaggingHeader.ReplacesThoseOfSource(context))
        {
            wanted = wanted with { Tags = record.Tags };
        }

        var ontoItself = source.Bucket == context.Bucket.Name && source.Key == context.Key && source.Version is null;
        if (ReplacesMetadata(context) || ontoItself)
        {
            return wanted;
        }

        return wanted with
        {
            Metadata = record.Metadata,
        };
    }

    private static bool ReplacesMetadata(OssContext context) =>
        context.Header(OssHeaders.MetadataDirective)?.ToUpperInvariant() switch
        {
            null or "" or "COPY" => false,
            "REPLACE" => true,
            var other => throw ListParameters.Invalid(
                OssErrors.InvalidMetadataDirective,
                OssHeaders.MetadataDirective,
                other
            ),
        };
}
