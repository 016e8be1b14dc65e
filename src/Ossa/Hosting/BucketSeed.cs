using Ossa.Protocol.Access;
using Ossa.Protocol.Names;
using Ossa.Settings;

namespace Ossa.Hosting;

/// <summary>A bucket to be made at the start, from <c>NAME[:ACL]</c>.</summary>
internal sealed record BucketSeed(string Name, CannedAcl Acl)
{
    public static IReadOnlyList<BucketSeed> Read(ServeSettings settings)
    {
        var setting = settings.Find(ServeCatalogue.Bucket);
        return [.. ServeSettings.PartsOf(setting).Select(text => Parse(text, setting, settings))];
    }

    private static BucketSeed Parse(string text, Setting setting, ServeSettings settings)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        var acl = CannedAcl.Private;
        if (!BucketName.IsValid(name))
        {
            settings.Refuse(setting, "is no bucket; a name has 3 to 63 lower-case letters, digits and dashes.", text);
        }
        else if (colon >= 0 && !CannedAcls.TryParseBucketAcl(text[(colon + 1)..], out acl))
        {
            settings.Refuse(setting, "has no ACL; that is private, public-read or public-read-write.", text);
        }

        return new BucketSeed(name, acl);
    }
}
