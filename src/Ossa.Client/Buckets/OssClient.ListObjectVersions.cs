using System.Globalization;
using System.Runtime.CompilerServices;
using Ossa.Client.Sending;
using Ossa.Protocol.Documents;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// All versions and delete markers, by key and within a key from new to old, page after page as they are asked for. Common prefixes
    /// are left out.
    /// </summary>
    public async IAsyncEnumerable<ListedVersion> ListObjectVersionsAsync(
        string bucket,
        ListObjectVersionsOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        options ??= new ListObjectVersionsOptions();
        while (true)
        {
            var page = await ListObjectVersionsPageAsync(bucket, options, cancellationToken);
            foreach (var entry in page.Entries)
            {
                yield return entry;
            }
            if (!page.IsTruncated)
            {
                yield break;
            }
            options = options with
            {
                KeyMarker = RequireNext(page.NextKeyMarker),
                VersionIdMarker = page.NextVersionIdMarker ?? "",
            };
        }
    }

    /// <summary>
    /// One page of versions and delete markers. See https://www.alibabacloud.com/help/en/oss/developer-reference/listobjectversions.
    /// </summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="options">Which versions; for a further page the markers that the page before names.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ListVersionsResult> ListObjectVersionsPageAsync(
        string bucket,
        ListObjectVersionsOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new ListObjectVersionsOptions();
        var request = new OssRequest(HttpMethod.Get, bucket)
            .SubResource("versions")
            .Parameter("encoding-type", "url")
            .Parameter("prefix", NullIfEmpty(options.Prefix))
            .Parameter("delimiter", NullIfEmpty(options.Delimiter))
            .Parameter("key-marker", NullIfEmpty(options.KeyMarker))
            .Parameter("version-id-marker", NullIfEmpty(options.VersionIdMarker))
            .Parameter("max-keys", options.MaxKeys.ToString(CultureInfo.InvariantCulture));
        return _sender.SendAsync(request, ListVersionsResult.Read, cancellationToken);
    }
}
