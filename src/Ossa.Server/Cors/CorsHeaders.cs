using System.Globalization;
using Microsoft.AspNetCore.Http;
using Ossa.Engine.Buckets;
using Ossa.Server.Road;

namespace Ossa.Server.Cors;

/// <summary>
/// The cross-origin headers of an answer. They go on refusals too: a script that may not read an error cannot tell its user what is
/// wrong.
/// </summary>
internal static class CorsHeaders
{
    /// <summary>Writes the headers for a plain (not a preflight) request that comes from a page.</summary>
    public static void Write(OssContext context)
    {
        if (context.FoundBucket?.Cors is not { } rules)
        {
            return;
        }

        var headers = context.Http.Response.Headers;
        if (rules.ResponseVary)
        {
            headers.Vary = "Origin";
        }

        if (context.Header("Origin") is not { Length: > 0 } origin)
        {
            return;
        }

        if (CorsMatch.Find(rules, origin, context.Http.Request.Method, []) is { } rule)
        {
            WriteRule(headers, rule, origin);
        }
    }

    /// <summary>Writes what a rule grants.</summary>
    public static void WriteRule(IHeaderDictionary headers, CorsRule rule, string origin)
    {
        var anyone = rule.AllowedOrigins.Contains("*", StringComparer.Ordinal);
        headers.AccessControlAllowOrigin = anyone ? "*" : origin;
        if (!anyone)
        {
            headers.AccessControlAllowCredentials = "true";
            headers.Vary = "Origin";
        }
        headers.AccessControlAllowMethods = string.Join(", ", rule.AllowedMethods);
        if (rule.ExposeHeaders.Count > 0)
        {
            headers.AccessControlExposeHeaders = string.Join(", ", rule.ExposeHeaders);
        }

        if (rule.MaxAgeSeconds is { } age)
        {
            headers.AccessControlMaxAge = age.ToString(CultureInfo.InvariantCulture);
        }
    }
}
