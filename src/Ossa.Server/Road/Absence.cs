using Ossa.Engine.Buckets;
using Ossa.Engine.Versions;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;

namespace Ossa.Server.Road;

/// <summary>Says why there is no object: there never was, or a delete marker hides it, or the version asked for is one.</summary>
internal static class Absence
{
    /// <summary>As <see cref="ExplainAsync"/>, for operations to which a delete marker that is named is no object either.</summary>
    public static async ValueTask<OssException> ExplainAsNoObjectAsync(
        OssContext context,
        Bucket bucket,
        string key,
        VersionId? version
    )
    {
        var absence = await ExplainAsync(context, bucket, key, version);
        return absence.Error == OssErrors.MethodNotAllowedOnDeleteMarker
            ? new OssException(OssErrors.NoSuchKey, "Key", key)
            {
                Headers = [.. absence.Headers.Where(header => header.Key != "Allow")],
            }
            : absence;
    }

    public static async ValueTask<OssException> ExplainAsync(
        OssContext context,
        Bucket bucket,
        string key,
        VersionId? version
    )
    {
        var marker = await context.Engine.Objects.FindMarkerAsync(bucket, key, version, context.Aborted);
        if (marker is null)
        {
            return version is { } named
                ? new OssException(OssErrors.NoSuchVersion, [new("Key", key), new("VersionId", named.ToString())])
                : new OssException(OssErrors.NoSuchKey, "Key", key);
        }

        KeyValuePair<string, string>[] headers =
        [
            new(OssHeaders.DeleteMarker, "true"),
            new(OssHeaders.VersionId, marker.Version.ToString()),
        ];
        return version is null
            ? new OssException(OssErrors.NoSuchKey, "Key", key) { Headers = headers }
            : new OssException(
                OssErrors.MethodNotAllowedOnDeleteMarker,
                [new("Method", context.Http.Request.Method), new("ResourceType", "DeleteMarker")]
            )
            {
                Headers = [.. headers, new("Allow", "DELETE")],
            };
    }
}
