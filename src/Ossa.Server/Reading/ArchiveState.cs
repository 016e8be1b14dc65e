using Ossa.Engine.Objects;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>An archived object gives out its bytes only while it is restored.</summary>
internal static class ArchiveState
{
    public static void RequireReadable(OssContext context, ObjectRecord record)
    {
        if (StorageClasses.IsArchived(record.StorageClass) && record.Restoration?.IsRestored(context.Now) is not true)
        {
            throw new OssException(OssErrors.InvalidObjectState);
        }
    }
}
