using Ossa.Server.Road;

namespace Ossa.Server.Writing;

/// <summary>
/// On the service host all buckets and Ossa's own pages share one origin, so an object there must not be able to act as a page: no
/// scripts, no guessing of types. Buckets with a host of their own are origins of their own.
/// </summary>
internal static class OriginHeaders
{
    public static void Write(OssContext context)
    {
        if (context.IsBucketHost)
        {
            return;
        }

        var headers = context.Http.Response.Headers;
        headers.ContentSecurityPolicy = "sandbox";
        headers.XContentTypeOptions = "nosniff";
    }
}
