using System.Runtime.CompilerServices;
using Ossa.Client.Sending;
using Ossa.Protocol.Documents;

namespace Ossa.Client;

public sealed partial class OssClient
{
    private const int BucketsPerPage = 1000;

    /// <summary>All buckets in alphabetical order, page after page as they are asked for.</summary>
    /// <inheritdoc cref="ListBucketsPageAsync"/>
    public async IAsyncEnumerable<BucketEntry> ListBucketsAsync(
        string prefix = "",
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        string? marker = "";
        while (marker is not null)
        {
            var page = await ListBucketsPageAsync(prefix, marker, BucketsPerPage, cancellationToken);
            foreach (var bucket in page.Buckets)
            {
                yield return bucket;
            }
            marker = page.IsTruncated ? RequireNext(page.NextMarker) : null;
        }
    }

    /// <summary>
    /// One page of buckets. See https://www.alibabacloud.com/help/en/oss/developer-reference/listbuckets.
    /// </summary>
    /// <param name="prefix">Only names that begin so.</param>
    /// <param name="marker">Only names after this one.</param>
    /// <param name="maxKeys">At most so many, 1 to 1000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ListAllMyBucketsResult> ListBucketsPageAsync(
        string prefix = "",
        string marker = "",
        int maxKeys = 100,
        CancellationToken cancellationToken = default
    ) =>
        _sender.SendAsync(
            new OssRequest(HttpMethod.Get)
                .Parameter("prefix", NullIfEmpty(prefix))
                .Parameter("marker", NullIfEmpty(marker))
                .Parameter("max-keys", $"{maxKeys}"),
            ListAllMyBucketsResult.Read,
            cancellationToken
        );

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static string RequireNext(string? next) =>
        string.IsNullOrEmpty(next)
            ? throw new OssResponseException("The server says that the list goes on, but not where.")
            : next;
}
