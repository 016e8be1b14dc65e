using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Cors;

/// <summary>Answers a browser's question whether a page of another origin may send a request.</summary>
internal static class Preflight
{
    public static Task AnswerAsync(OssContext context)
    {
        if (context.Header("Origin") is not { Length: > 0 } origin)
        {
            throw new OssException(OssErrors.PreflightWithoutOrigin);
        }

        if (context.Header("Access-Control-Request-Method") is not { Length: > 0 } method)
        {
            throw new OssException(OssErrors.PreflightWithoutMethod);
        }

        var rules = context.Bucket.Cors ?? throw new OssException(OssErrors.CorsNotEnabled);
        var wanted = context.Header("Access-Control-Request-Headers") ?? "";
        var headers = wanted.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var rule = CorsMatch.Find(rules, origin, method, headers) ?? throw new OssException(OssErrors.CorsForbidden);
        CorsHeaders.WriteRule(context.Http.Response.Headers, rule, origin);
        if (headers.Length > 0)
        {
            context.Http.Response.Headers.AccessControlAllowHeaders = string.Join(", ", headers);
        }

        context.Http.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
