using System.Globalization;
using System.Runtime.CompilerServices;
using Ossa.Client.Sending;
using Ossa.Protocol.Documents;

namespace Ossa.Client;

public sealed partial class OssClient
{
    private const int PartsPerPage = 1000;

    /// <summary>All parts of an upload by ascending number, page after page as they are asked for.</summary>
    public async IAsyncEnumerable<PartEntry> ListPartsAsync(
        string bucket,
        string key,
        string uploadId,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var marker = 0;
        while (true)
        {
            var page = await ListPartsPageAsync(bucket, key, uploadId, marker, PartsPerPage, cancellationToken);
            foreach (var part in page.Parts)
            {
                yield return part;
            }
            if (!page.IsTruncated)
            {
                yield break;
            }
            marker =
                page.NextPartNumberMarker > marker
                    ? page.NextPartNumberMarker
                    : throw new OssResponseException("The server says that the list goes on, but not where.");
        }
    }

    /// <summary>
    /// One page of the parts of an upload. See https://www.alibabacloud.com/help/en/oss/developer-reference/listparts.
    /// </summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key of the object that the upload will become.</param>
    /// <param name="uploadId">The upload.</param>
    /// <param name="partNumberMarker">Only parts with higher numbers.</param>
    /// <param name="maxParts">At most so many, 1 to 1000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ListPartsResult> ListPartsPageAsync(
        string bucket,
        string key,
        string uploadId,
        int partNumberMarker = 0,
        int maxParts = PartsPerPage,
        CancellationToken cancellationToken = default
    )
    {
        var request = new OssRequest(HttpMethod.Get, bucket, key)
            .Parameter("uploadId", uploadId)
            .Parameter("encoding-type", "url")
            .Parameter("max-parts", maxParts.ToString(CultureInfo.InvariantCulture))
            .Parameter(
                "part-number-marker",
                partNumberMarker == 0 ? null : partNumberMarker.ToString(CultureInfo.InvariantCulture)
            );
        return _sender.SendAsync(request, ListPartsResult.Read, cancellationToken);
    }
}
