using Microsoft.AspNetCore.Http;
using Ossa.Server.Administration;
using Ossa.Server.Road;
using Ossa.Server.Sharing;
using Ossa.Server.WebConsole;

namespace Ossa.Server.Pages;

/// <summary>
/// Ossa's own pages, all under <c>/-/</c> on the service host, where no bucket can be: bucket names do not begin with a dash. On bucket
/// hosts the same path is an ordinary key.
/// </summary>
internal sealed class OwnPages(
    HostBuckets hosts,
    Health health,
    HealthPage state,
    MetricsPage metrics,
    AdminRoad admin,
    SharePage share,
    ConsoleRoad console,
    RequestFrame frame
)
{
    public const string Root = "/-/";

    /// <summary>What a request for a page that there is not is called in logs and figures.</summary>
    private const string Unknown = "UnknownPage";

    /// <summary>Whether a request has the path of one of these, on whichever host.</summary>
    public static bool MayBeFor(HttpContext http) => RequestLine.Parse(Locator.RawTarget(http)).Path.StartsWith(Root);

    /// <summary>Whether a request that has such a path is for the service host.</summary>
    public async ValueTask<bool> IsOwnAsync(HttpContext http)
    {
        try
        {
            return await hosts.FindAsync(http) is null;
        }
        catch (Exception)
        {
            // A store that cannot be read must not take away the page that says so.
            return true;
        }
    }

    public Task InvokeAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var path = Locator.PathOf(http);
        if (path.StartsWith(AdminApi.Root, StringComparison.Ordinal))
        {
            return admin.InvokeAsync(http);
        }

        if (path.StartsWith(ConsoleRoad.Root, StringComparison.Ordinal))
        {
            return console.InvokeAsync(http);
        }

        var isUpload = HttpMethods.IsPost(http.Request.Method) || HttpMethods.IsPut(http.Request.Method);
        if (path.StartsWith(SharePage.Root, StringComparison.Ordinal) && (isUpload || IsRead(http)))
        {
            return share.InvokeAsync(http);
        }

        if (!IsRead(http))
        {
            return RefuseAsync(http, StatusCodes.Status405MethodNotAllowed, "Only GET and HEAD are answered here.");
        }

        return path switch
        {
            ConsoleCookie.Path => LeadTo(http, ConsoleRoad.Root),
            "/-/health/live" => AnswerAsync(http, StatusCodes.Status200OK, "live"),
            "/-/health/ready" => ReadyAsync(http),
            "/-/health" => state.AnswerAsync(http),
            "/-/metrics" => metrics.AnswerAsync(http),
            _ when path.StartsWith(PageAssets.Root, StringComparison.Ordinal) => PageAssets.AnswerAsync(http, path),
            _ => RefuseAsync(http, StatusCodes.Status404NotFound, "There is no such page."),
        };
    }

    private static bool IsRead(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);

    private Task ReadyAsync(HttpContext http) =>
        health.NotReadyReason is { } reason
            ? AnswerAsync(http, StatusCodes.Status503ServiceUnavailable, reason)
            : AnswerAsync(http, StatusCodes.Status200OK, "ready");

    private static Task LeadTo(HttpContext http, string path)
    {
        http.Response.Redirect(path, permanent: false, preserveMethod: true);
        return Task.CompletedTask;
    }

    /// <summary>Whoever asks for what is not here may be looking for something, so that is taken down like any request.</summary>
    private Task RefuseAsync(HttpContext http, int status, string text) =>
        frame.RunAsync(
            http,
            context =>
            {
                context.Operation = Unknown;
                // As if "-" were the bucket, like what is asked of the admin API.
                context.Target = new RequestTarget("-", Locator.PathOf(http)[Root.Length..], []);
                return AnswerAsync(http, status, text);
            }
        );

    internal static Task AnswerAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(text + "\n", http.RequestAborted);
    }
}
