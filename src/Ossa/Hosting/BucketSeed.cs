using Ossa.CommandLine;
using Ossa.Protocol.Access;
using Ossa.Protocol.Names;

namespace Ossa.Hosting;

/// <summary>A bucket to be made at the start, from <c>--bucket NAME[:ACL]</c>.</summary>
internal sealed record BucketSeed(string Name, CannedAcl Acl)
{
    public static BucketSeed Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        var acl = CannedAcl.Private;
        if (!BucketName.IsValid(name))
        {
            throw new UsageException(
                $"--bucket {text}: a bucket's name has 3 to 63 lower-case letters, digits and dashes."
            );
        }

        if (colon >= 0 && !CannedAcls.TryParseBucketAcl(text[(colon + 1)..], out acl))
        {
            throw new UsageException($"--bucket {text}: the ACL is private, public-read or public-read-write.");
        }

        return new BucketSeed(name, acl);
    }
}
