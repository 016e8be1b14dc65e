using Ossa.Engine.Listing;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/listobjects</summary>
internal sealed class ListObjects : Operation
{
    public override string Name => "ListObjects";

    public override Route Route { get; } = new("GET", Level.Bucket);

    public override Need Need => Need.List;

    public override async Task HandleAsync(OssContext context)
    {
        var target = context.Target;
        if (target["list-type"] is { } version and not "1")
        {
            throw new OssException(
                OssErrors.InvalidArgument,
                [new("ArgumentName", "list-type"), new("ArgumentValue", version)]
            );
        }

        var query = new ListQuery(
            ListParameters.KeyText(context, "prefix", OssErrors.ListingPrefixTooLong),
            ListParameters.Delimiter(context),
            ListParameters.KeyText(context, "marker", OssErrors.ListingMarkerTooLong),
            ListParameters.MaxKeys(context, OssErrors.ListObjectsMaxKeysOutOfRange)
        );
        var encoding = ListParameters.EncodingType(context);
        var page = await context.Engine.Listing.ListAsync(context.Bucket, query, context.Aborted);
        await XmlAnswer.WriteAsync(
            context,
            new ListBucketResult
            {
                Name = context.Bucket.Name,
                Prefix = query.Prefix,
                Marker = query.After,
                MaxKeys = query.Limit,
                Delimiter = query.Delimiter,
                EncodingType = encoding,
                IsTruncated = page.Next is not null,
                NextMarker = page.Next,
                Contents = [.. page.Objects.Select(entry => ObjectEntries.Of(entry, Owners.Of(context), context.Now))],
                CommonPrefixes = page.CommonPrefixes,
            }
        );
    }
}
