using System.Globalization;
using Ossa.Engine.Lifecycle;
using Ossa.Engine.Objects;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Signing;
using Ossa.Server.Road;

namespace Ossa.Server.Writing;

/// <summary>The headers that tell what lifecycle rules make of an object.</summary>
internal static class LifecycleHeaders
{
    /// <summary>
    /// When the object will be deleted and by which rule, where one says so. Of a version that is asked for by its name nothing is said, nor of
    /// a link, which is told with the age of what it leads to.
    /// </summary>
    public static async ValueTask WriteExpirationAsync(OssContext context, ObjectRecord record)
    {
        if (context.Target.Has("versionId") || record.Type == ObjectType.Symlink)
        {
            return;
        }

        var rules = await FindRulesAsync(context);
        if (LifecycleEvaluator.ExpiryOf(rules, context.Key, record) is { } expiry)
        {
            var name = UriEncoding.EncodePath(expiry.Rule);
            context.Http.Response.Headers[OssHeaders.Expiration] =
                $"expiry-date=\"{expiry.At.ToString("r", CultureInfo.InvariantCulture)}\", rule-id=\"{name}\"";
        }
    }

    private static async ValueTask<IReadOnlyList<LifecycleRule>> FindRulesAsync(OssContext context)
    {
        try
        {
            return await context.Engine.Lifecycles.FindAsync(context.Bucket, context.Aborted);
        }
        catch (InvalidDataException)
        {
            // Rules that are damaged delete nothing, and the object is whole. Each run over the rules, and every check, names the damage.
            return [];
        }
    }
}
