using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>The parameter versionId. Without versioning an object has one version, and its name is "null".</summary>
internal static class VersionId
{
    private const string Only = "null";

    /// <summary>Refuses to look for a version that cannot exist.</summary>
    public static void RequireNone(OssContext context)
    {
        if (context.Target["versionId"] is { Length: > 0 } version && version != Only)
        {
            throw new OssException(OssErrors.NoSuchVersion, [new("Key", context.Key), new("VersionId", version)]);
        }
    }
}
