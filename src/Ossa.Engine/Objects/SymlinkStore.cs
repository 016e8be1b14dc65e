using System.Security.Cryptography;
using System.Text;
using Ossa.Engine.Buckets;
using Ossa.Protocol.Checksums;

namespace Ossa.Engine.Objects;

/// <summary>
/// Symbolic links: objects without a body of their own that name another key of their bucket. What a link leads to is looked for when it is
/// read, and need not be there before.
/// </summary>
public sealed class SymlinkStore
{
    private readonly ObjectStore _objects;
    private readonly Quota _quota;

    internal SymlinkStore(ObjectStore objects, Quota quota)
    {
        _objects = objects;
        _quota = quota;
    }

    /// <summary>Writes a link to a key, which must be one that an object can have.</summary>
    public async ValueTask<ObjectRecord> PutAsync(
        Bucket bucket,
        string key,
        string target,
        NewObject wanted,
        CancellationToken cancellationToken
    )
    {
        await _quota.RequireAsync(bucket, moreObjects: 1, moreBytes: 0, cancellationToken);
        var content = new ObjectContent(BodyLocation.Empty, Size: 0, Crc64.Compute([]))
        {
            ETag = Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(target))),
            Type = ObjectType.Symlink,
            SymlinkTarget = target,
        };
        var record = await _objects.CommitAsync(
            bucket,
            key,
            wanted,
            _ => ValueTask.FromResult<ObjectContent?>(content),
            cancellationToken
        );
        return record!;
    }
}
