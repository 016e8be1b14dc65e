using Ossa.Engine.Objects;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>An archived object gives out its bytes only while it is restored.</summary>
internal static class ArchiveState
{
    public static bool IsReadable(OssContext context, ObjectRecord record) =>
        !StorageClasses.IsArchived(record.StorageClass) || record.Restoration?.IsRestored(context.Now) is true;

    public static void RequireReadable(OssContext context, ObjectRecord record)
    {
        if (!IsReadable(context, record))
        {
            throw new OssException(OssErrors.InvalidObjectState);
        }
    }
}
