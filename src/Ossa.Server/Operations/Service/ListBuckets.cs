using Ossa.Engine.Buckets;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Service;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/listbuckets</summary>
internal sealed class ListBuckets : Operation
{
    public override string Name => "ListBuckets";

    public override Route Route { get; } = new("GET", Level.Service);

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var maxKeys = ListParameters.MaxKeys(context, OssErrors.ListBucketsMaxKeysOutOfRange);
        var prefix = context.Target["prefix"] ?? "";
        var marker = context.Target["marker"] ?? "";
        var filter = BucketFilter.Read(context);
        var all = await context.Engine.Buckets.ListOfAsync(Owners.Of(context).Id, prefix, marker, context.Aborted);
        // One more than asked for says whether the list goes on.
        var found = all.Where(filter.Takes).Take(maxKeys + 1).ToList();
        var page = found.Take(maxKeys).ToList();
        var truncated = found.Count > maxKeys;
        await XmlAnswer.WriteAsync(
            context,
            new ListAllMyBucketsResult
            {
                Prefix = truncated ? prefix : null,
                Marker = truncated ? marker : null,
                MaxKeys = truncated ? maxKeys : null,
                IsTruncated = truncated,
                NextMarker = truncated ? page[^1].Name : null,
                Owner = Owners.Of(context),
                Buckets = [.. page.Select(bucket => Describe(context, bucket))],
            }
        );
    }

    private static BucketEntry Describe(OssContext context, Bucket bucket) =>
        new()
        {
            Name = bucket.Name,
            Location = context.Options.Location,
            CreationDate = bucket.CreatedAt,
            StorageClass = bucket.StorageClass,
            ExtranetEndpoint = Endpoints.Of(context),
            IntranetEndpoint = Endpoints.Of(context),
            ResourceGroupId = bucket.ResourceGroupId,
            Region = context.Options.Location["oss-".Length..],
        };
}
