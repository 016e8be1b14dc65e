using System.Text;
using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Listing;

/// <summary>
/// Walks a bucket's records in key order. Under a common prefix it jumps to the key after it instead of reading on, so that a page costs
/// what it shows, not what it rolls up.
/// </summary>
public sealed class ObjectListing
{
    private readonly IMetadataStore _metadata;

    internal ObjectListing(IMetadataStore metadata) => _metadata = metadata;

    /// <summary>One page.</summary>
    public async ValueTask<ListPage> ListAsync(Bucket bucket, ListQuery query, CancellationToken cancellationToken)
    {
        var page = new PageBuilder<ListedObject>(query.Prefix, query.Delimiter, query.After, query.Limit);
        var walk = new KeyWalk<ListedObject>(page, RowKeys.ObjectPrefix, suffixBytes: 0, query.Prefix, Start(query));
        var next = await walk.RunAsync(
            _metadata,
            bucket.Partition,
            (key, row) => new ListedObject(key, ObjectCodec.Decode(row.Value)),
            cancellationToken
        );
        return new ListPage(page.Entries, page.CommonPrefixes, next?.Key);
    }

    private static byte[] Start(ListQuery query) =>
        query.After.Length == 0 ? [] : [.. RowKeys.Object(Encoding.UTF8.GetBytes(query.After)), 0];
}
