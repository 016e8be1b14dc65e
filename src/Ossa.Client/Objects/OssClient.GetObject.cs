using System.Net;
using Ossa.Client.Bodies;
using Ossa.Client.Sending;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Begins to download an object, or a range of it. See https://www.alibabacloud.com/help/en/oss/developer-reference/getobject.
    /// </summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="options">Which bytes, under which conditions.</param>
    /// <param name="cancellationToken">Gives up; it does not govern the reading of the content.</param>
    /// <returns>The object, whose bytes are still to be read. Dispose it.</returns>
    /// <exception cref="OssServiceException">Such as NoSuchKey; a condition that does not hold is status 304 or 412.</exception>
    public async Task<DownloadedObject> GetObjectAsync(
        string bucket,
        string key,
        GetObjectOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var request = (options ?? new GetObjectOptions()).Apply(new OssRequest(HttpMethod.Get, bucket, key));
        var response = await _sender.SendAsync(request, cancellationToken);
        try
        {
            var properties = new ObjectProperties(response);
            var isPartial = response.StatusCode == HttpStatusCode.PartialContent;
            // What is made from the object on the way (an image in another size) has another checksum than the object.
            var isMade = request.Query.Exists(parameter => parameter.Key == "x-oss-process");
            var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var content = new DownloadStream(
                response,
                body,
                properties.ContentLength,
                isPartial || isMade ? null : properties.Crc64,
                _options.IdleTimeout,
                _options.Clock
            );
            return new DownloadedObject(properties, content, isPartial);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
