using System.Globalization;
using System.Runtime.CompilerServices;
using Ossa.Client.Sending;
using Ossa.Protocol.Documents;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// All uploads under way in a bucket, by key and upload id, page after page as they are asked for. Common prefixes are left out.
    /// </summary>
    public async IAsyncEnumerable<UploadEntry> ListMultipartUploadsAsync(
        string bucket,
        ListMultipartUploadsOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        options ??= new ListMultipartUploadsOptions();
        while (true)
        {
            var page = await ListMultipartUploadsPageAsync(bucket, options, cancellationToken);
            foreach (var upload in page.Uploads)
            {
                yield return upload;
            }
            if (!page.IsTruncated)
            {
                yield break;
            }
            options = options with
            {
                KeyMarker = RequireNext(page.NextKeyMarker),
                UploadIdMarker = page.NextUploadIdMarker,
            };
        }
    }

    /// <summary>
    /// One page of the uploads under way in a bucket. See https://www.alibabacloud.com/help/en/oss/developer-reference/listmultipartuploads.
    /// </summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="options">Which uploads; for a further page the markers that the page before names.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ListMultipartUploadsResult> ListMultipartUploadsPageAsync(
        string bucket,
        ListMultipartUploadsOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new ListMultipartUploadsOptions();
        var request = new OssRequest(HttpMethod.Get, bucket)
            .SubResource("uploads")
            .Parameter("encoding-type", "url")
            .Parameter("prefix", NullIfEmpty(options.Prefix))
            .Parameter("delimiter", NullIfEmpty(options.Delimiter))
            .Parameter("key-marker", NullIfEmpty(options.KeyMarker))
            .Parameter("upload-id-marker", NullIfEmpty(options.UploadIdMarker))
            .Parameter("max-uploads", options.MaxUploads.ToString(CultureInfo.InvariantCulture));
        return _sender.SendAsync(request, ListMultipartUploadsResult.Read, cancellationToken);
    }
}
