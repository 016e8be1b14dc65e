using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketcors</summary>
internal sealed class GetBucketCors : Operation
{
    public override string Name => "GetBucketCors";

    public override Route Route { get; } = new("GET", Level.Bucket, "cors");

    public override Need Need => Need.Owner;

    public override Task HandleAsync(OssContext context)
    {
        var cors =
            context.Bucket.Cors
            ?? throw new OssException(OssErrors.NoSuchCorsConfiguration, "BucketName", context.Bucket.Name);
        var rules = cors.Rules.Select(rule => new CorsRuleDocument
        {
            AllowedOrigins = rule.AllowedOrigins,
            AllowedMethods = rule.AllowedMethods,
            AllowedHeaders = rule.AllowedHeaders,
            ExposeHeaders = rule.ExposeHeaders,
            MaxAgeSeconds = rule.MaxAgeSeconds,
        });
        return XmlAnswer.WriteAsync(
            context,
            new CorsConfiguration { Rules = [.. rules], ResponseVary = cors.ResponseVary }
        );
    }
}
