using System.Text;
using Ossa.Engine.Buckets;
using Ossa.Engine.Listing;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Multipart;

/// <summary>Lists unfinished uploads.</summary>
public sealed class UploadListing
{
    /// <summary>A zero byte and the id follow the key in a row's name.</summary>
    private const int SuffixBytes = 1 + BlobId.TextLength;

    private readonly IMetadataStore _metadata;

    internal UploadListing(IMetadataStore metadata) => _metadata = metadata;

    /// <summary>One page.</summary>
    public async ValueTask<UploadPage> ListAsync(Bucket bucket, UploadQuery query, CancellationToken cancellationToken)
    {
        var page = new PageBuilder<UploadRecord>(query.Prefix, query.Delimiter, query.AfterKey, query.Limit);
        var walk = new KeyWalk<UploadRecord>(page, RowKeys.UploadPrefix, SuffixBytes, query.Prefix, Start(query));
        var next = await walk.RunAsync(
            _metadata,
            bucket.Partition,
            (_, row) => UploadCodec.Decode(row.Key, row.Value),
            cancellationToken
        );
        var last = next is { Row.Length: > 0 } ? page.Entries[^1] : null;
        return new UploadPage(page.Entries, page.CommonPrefixes, next?.Key, last);
    }

    private static byte[] Start(UploadQuery query)
    {
        if (query.AfterKey.Length == 0)
        {
            return [];
        }

        var key = Encoding.UTF8.GetBytes(query.AfterKey);
        return query.AfterUpload is { } upload
            ? [.. RowKeys.Upload(key, upload.Name), 0]
            : KeyRange.After([.. RowKeys.UploadPrefix, .. key, 0])!;
    }
}
