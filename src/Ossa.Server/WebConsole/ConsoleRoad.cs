using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Errors;
using Ossa.Server.Administration;
using Ossa.Server.Identity;
using Ossa.Server.Road;

namespace Ossa.Server.WebConsole;

/// <summary>
/// The road of the console, <c>/-/console/</c> on the service host. What its page wants to be done goes on as an ordinary request of OSS or of the
/// admin API, whose caller the session proves instead of a signature; all that follows is the same for both.
/// </summary>
internal sealed class ConsoleRoad(
    CredentialLookup credentials,
    OssPipeline pipeline,
    AdminRoad admin,
    RequestFrame frame,
    ConsoleSessions sessions,
    TimeProvider time
)
{
    /// <summary>Where it is.</summary>
    public const string Root = "/-/console/";

    private const string SessionPath = Root + "session";
    private const string UrlPath = Root + "url";
    private const string HandoutPath = Root + "handout";

    private readonly ConsoleSignIn _signIn = new(credentials, sessions, time);

    public Task InvokeAsync(HttpContext http) => frame.RunAsync(http, WalkAsync);

    private async Task WalkAsync(OssContext context)
    {
        // 1. The page itself is for everybody, and tells nothing.
        var (method, path) = (context.Http.Request.Method, Locator.PathOf(context.Http));
        Name(context, "ConsolePage", path);
        if (path == Root && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method)))
        {
            await ConsolePage.AnswerAsync(context);
            return;
        }

        // 2. All else is for its modules, and is nothing that a browser shows.
        WriteHeaders(context.Http.Response.Headers);
        ConsoleGuard.Require(context);
        if (path == SessionPath && HttpMethods.IsPost(method))
        {
            Name(context, "ConsoleSignIn", path);
            await _signIn.AnswerAsync(context);
            return;
        }

        // 3. Who is signed in, by a key that may still sign. To ask whether anybody is, is no fault.
        if (path == SessionPath && HttpMethods.IsGet(method) && ConsoleCookie.Read(context) is null)
        {
            Name(context, "ConsoleSession", path);
            context.Http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var visitor = await ConsoleVisitor.OfAsync(context, sessions, credentials);
        context.Caller = visitor.Credential.Caller;

        // 4. An ordinary request, or one of the few that only the console has.
        if (path.StartsWith(ConsoleTarget.Objects, StringComparison.Ordinal))
        {
            ConsoleTarget.LeadToObjects(context.Http);
            await pipeline.WalkAsync(context, context.Caller);
        }
        else if (path.StartsWith(ConsoleTarget.Administration, StringComparison.Ordinal))
        {
            ConsoleTarget.LeadToAdministration(context.Http);
            await admin.WalkAsync(context, context.Caller);
        }
        else
        {
            context.NoteKeyUse(ServiceNames.Ossa);
            frame.Limits.RequireKey(context);
            await AnswerAsync(context, $"{method} {path}", visitor);
        }
    }

    private Task AnswerAsync(OssContext context, string what, ConsoleVisitor visitor)
    {
        switch (what)
        {
            case "GET " + SessionPath:
                Name(context, "ConsoleSession", SessionPath);
                var signedIn = SignedIn.Of(context, visitor.Session.EndsAt);
                return ConsoleJson.WriteAsync(context, signedIn, ConsoleJson.Default.SignedIn);
            case "DELETE " + SessionPath:
                Name(context, "ConsoleSignOut", SessionPath);
                sessions.End(visitor.Cookie);
                ConsoleCookie.Take(context);
                context.Http.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            case "POST " + UrlPath:
                Name(context, "ConsoleSignUrl", UrlPath);
                return ConsoleUrls.AnswerAsync(context, visitor);
            case "POST " + HandoutPath:
                Name(context, "ConsoleHandout", HandoutPath);
                return Handout.AnswerAsync(context);
            default:
                throw new OssException(ConsoleErrors.NoSuchPage);
        }
    }

    /// <summary>Logs tell it as if "-" were the bucket, like what is asked of the admin API.</summary>
    private static void Name(OssContext context, string operation, string path)
    {
        context.Operation = operation;
        context.Target = new RequestTarget("-", path["/-/".Length..], []);
    }

    private static void WriteHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
