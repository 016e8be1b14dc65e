using System.Runtime.CompilerServices;
using Ossa.Client.Sending;
using Ossa.Protocol.Documents;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>All objects in the order of their keys, page after page as they are asked for. Common prefixes are left out.</summary>
    public async IAsyncEnumerable<ObjectEntry> ListObjectsAsync(
        string bucket,
        ListObjectsOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await foreach (var page in ListObjectPagesAsync(bucket, options, cancellationToken))
        {
            foreach (var entry in page.Contents)
            {
                yield return entry;
            }
        }
    }

    /// <summary>All pages of a listing, with their common prefixes.</summary>
    public async IAsyncEnumerable<ListBucketResultV2> ListObjectPagesAsync(
        string bucket,
        ListObjectsOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        string? token = null;
        do
        {
            var page = await ListObjectsPageAsync(bucket, options, token, cancellationToken);
            yield return page;
            token = page.IsTruncated ? RequireNext(page.NextContinuationToken) : null;
        } while (token is not null);
    }

    /// <summary>
    /// One page of a listing. See https://www.alibabacloud.com/help/en/oss/developer-reference/listobjectsv2.
    /// </summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="options">Which objects.</param>
    /// <param name="continuationToken">The next token of the page before, or null for the first page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ListBucketResultV2> ListObjectsPageAsync(
        string bucket,
        ListObjectsOptions? options = null,
        string? continuationToken = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new ListObjectsOptions();
        var request = new OssRequest(HttpMethod.Get, bucket)
            .Parameter("list-type", "2")
            .Parameter("encoding-type", "url")
            .Parameter("prefix", NullIfEmpty(options.Prefix))
            .Parameter("delimiter", NullIfEmpty(options.Delimiter))
            .Parameter("start-after", NullIfEmpty(options.StartAfter))
            .Parameter("continuation-token", continuationToken)
            .Parameter("max-keys", $"{options.MaxKeys}")
            .Parameter("fetch-owner", options.FetchOwner ? "true" : null);
        return _sender.SendAsync(request, ListBucketResultV2.Read, cancellationToken);
    }
}
