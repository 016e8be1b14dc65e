using System.Security.Cryptography;
using Ossa.Client.Bodies;
using Ossa.Client.Sending;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Headers;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Deletes many objects, a thousand with each request; those that are not there are no error.
    /// See https://www.alibabacloud.com/help/en/oss/developer-reference/deletemultipleobjects.
    /// </summary>
    /// <returns>What was deleted, as the server tells it.</returns>
    /// <exception cref="OssDeletionException">Some are protected by a retention policy; the others of their thousand are gone.</exception>
    public Task<IReadOnlyList<DeletedObject>> DeleteObjectsAsync(
        string bucket,
        IEnumerable<string> keys,
        CancellationToken cancellationToken = default
    ) => DeleteObjectsAsync(bucket, keys.Select(key => new ObjectIdentifier(key)), cancellationToken);

    /// <summary>
    /// Deletes many objects or versions of them, a thousand with each request; those that are not there are no error.
    /// See https://www.alibabacloud.com/help/en/oss/developer-reference/deletemultipleobjects.
    /// </summary>
    /// <returns>What was deleted, and the delete markers that were made or deleted, as the server tells it.</returns>
    /// <exception cref="OssDeletionException">Some are protected by a retention policy; the others of their thousand are gone.</exception>
    public async Task<IReadOnlyList<DeletedObject>> DeleteObjectsAsync(
        string bucket,
        IEnumerable<ObjectIdentifier> objects,
        CancellationToken cancellationToken = default
    )
    {
        var deleted = new List<DeletedObject>();
        foreach (var chunk in objects.Chunk(DeleteRequest.MaxObjects))
        {
            var document = new DeleteRequest { Objects = chunk };
            var result = await _sender.SendAsync(ToRequest(bucket, document), DeleteResult.Read, cancellationToken);
            deleted.AddRange(result.Deleted);
            if (result.Errors.Count > 0)
            {
                throw new OssDeletionException(deleted, result.Errors);
            }
        }
        return deleted;
    }

    private static OssRequest ToRequest(string bucket, DeleteRequest document)
    {
        var xml = XmlText.ToUtf8(document);
        return new OssRequest(HttpMethod.Post, bucket) { Body = new UploadBody(xml) }
            .SubResource("delete")
            .Parameter("encoding-type", "url")
            .Header(OssHeaders.ContentType, "application/xml")
            .Header(OssHeaders.ContentMd5, Convert.ToBase64String(MD5.HashData(xml)));
    }
}
