using Microsoft.AspNetCore.Http;
using Ossa.Engine.Websites;
using Ossa.Protocol.Signing;
using Ossa.Server.Road;

namespace Ossa.Server.Websites;

/// <summary>Sends a visitor elsewhere. What the visitor named is encoded, so that it stays within the path.</summary>
internal static class Redirect
{
    /// <summary>Sends to the directory of a name, at the same host.</summary>
    public static void ToDirectory(OssContext context, string key) =>
        Answer(context, StatusCodes.Status302Found, $"/{UriEncoding.EncodePath(key)}/");

    /// <summary>Sends where a rule leads; its address was complete when it was set.</summary>
    public static void ByRule(OssContext context, RoutingRule rule, RequestTarget asked)
    {
        var target = rule.Target;
        var path = UriEncoding.EncodePath(RoutedKey.Of(rule, asked.Key ?? ""));
        var query =
            target.PassQueryString == true && asked.Query.Count > 0 ? "?" + UriEncoding.EncodeQuery(asked.Query) : "";
        Answer(context, target.Status!.Value, $"{target.Protocol}://{target.HostName}/{path}{query}");
    }

    private static void Answer(OssContext context, int status, string location)
    {
        var response = context.Http.Response;
        response.StatusCode = status;
        response.Headers.Location = location;
        response.ContentLength = 0;
    }
}
