using Microsoft.AspNetCore.Http;
using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketcors</summary>
internal sealed class PutBucketCors : Operation
{
    private static readonly string[] Methods = ["GET", "PUT", "DELETE", "POST", "HEAD"];

    public override string Name => "PutBucketCors";

    public override Route Route { get; } = new("PUT", Level.Bucket, "cors");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var document = await XmlRequest.ReadRequiredAsync(context, CorsConfiguration.Read, OssErrors.MalformedXmlCors);
        if (document.Rules.Count == 0)
        {
            throw new OssException(OssErrors.MalformedXmlCorsNoRule);
        }

        if (document.Rules.Count > Limits.MaxCorsRules)
        {
            throw new OssException(OssErrors.TooManyCorsRules);
        }

        var rules = new CorsRules([.. document.Rules.Select(Check)], document.ResponseVary);
        await context.Engine.Buckets.UpdateAsync(
            context.Bucket,
            bucket => bucket with { Cors = rules },
            context.Aborted
        );
        context.Http.Response.ContentLength = 0;
    }

    private static CorsRule Check(CorsRuleDocument rule)
    {
        if (rule.AllowedOrigins.Count == 0)
        {
            throw Malformed("A rule has no AllowedOrigin.");
        }

        if (rule.AllowedMethods.Count == 0 || rule.AllowedMethods.Except(Methods, StringComparer.Ordinal).Any())
        {
            throw new OssException(OssErrors.MalformedXmlCorsMethod);
        }

        if (rule.AllowedOrigins.Concat(rule.AllowedHeaders).Any(pattern => pattern.Count(c => c == '*') > 1))
        {
            throw Malformed("An AllowedOrigin or AllowedHeader has more than one \"*\".");
        }

        if (!rule.ExposeHeaders.All(IsHeaderName))
        {
            throw Malformed("An ExposeHeader is not the name of a header; \"*\" is none either.");
        }

        if (rule.MaxAgeSeconds is < 0 or > 999_999_999)
        {
            throw Malformed("MaxAgeSeconds is not between 0 and 999999999.");
        }

        return new CorsRule(
            rule.AllowedOrigins,
            rule.AllowedMethods,
            rule.AllowedHeaders,
            rule.ExposeHeaders,
            rule.MaxAgeSeconds
        );
    }

    /// <summary>The names are written into the headers of answers, so they may hold nothing that breaks those.</summary>
    private static bool IsHeaderName(string name) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static OssException Malformed(string detail) => new(OssErrors.MalformedXmlCors, "ErrorDetail", detail);
}
