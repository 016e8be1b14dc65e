using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Ossa.Engine;
using Ossa.Engine.Links;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Server.Identity;
using Ossa.Server.Links;
using Ossa.Server.Operations.Objects;
using Ossa.Server.Pages;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Sharing;

/// <summary>
/// The page of a link, <c>/-/s/ID</c> on the service host: what it gives, and a URL for it that is signed anew each time. Looking at it is
/// admitted to as looking at the object by the link would be, and counts as no download.
/// </summary>
internal sealed class SharePage(OssaEngine engine, RequestFrame frame, TimeProvider time)
{
    /// <summary>Where the pages are.</summary>
    public const string Root = "/-/s/";

    /// <summary>The name by which a visit is logged and counted.</summary>
    public const string Operation = "SharePage";

    private const string Json = "application/json";

    private static readonly HeadObject Look = new();

    private readonly PasswordGate _passwords = new(time);

    public Task InvokeAsync(HttpContext http) => frame.RunAsync(http, WalkAsync);

    private async Task WalkAsync(OssContext context)
    {
        context.Operation = Operation;
        try
        {
            // 1. The link that is named, and proved by its name.
            var link = await FindAsync(context, Locator.PathOf(context.Http)[Root.Length..]);
            context.Caller = await LinkCaller.OfAsync(engine, link, context.Aborted);
            context.Target = new RequestTarget(link.Bucket, link.Key, []);
            context.FoundBucket =
                await engine.Buckets.FindAsync(link.Bucket, context.Aborted)
                ?? throw new OssException(OssErrors.NoSuchBucket, "BucketName", link.Bucket);

            // 2. The password, where there is one. Before it nothing is told but that.
            if (!await IsOpenAsync(context, link))
            {
                var page = PasswordPage.Of(ShareWords.For(context), refusal: null);
                await PageAnswer.WriteAsync(context, StatusCodes.Status200OK, page);
                return;
            }

            // 3. What anybody who has the link may look at, while there is something left of it.
            var usage = await engine.LinkMeter.ReadAsync(link.Id, context.Aborted);
            RequireRest(link, usage);
            if (link.Kind == LinkKind.Folder && !Accepting.Asks(context, Json))
            {
                await FolderPage.AnswerAsync(context, link);
                return;
            }

            await (link.Kind == LinkKind.Object ? Admission.AdmitAsync(context, Look) : ValueTask.CompletedTask);

            // 4. The page, or to its own module what changes on it.
            await AnswerAsync(context, link, usage);
        }
        finally
        {
            // The bucket's log would tell the address of the page, which is as good as the link.
            context.FoundBucket = null;
        }
    }

    private async ValueTask<Link> FindAsync(OssContext context, string name)
    {
        if (
            ShareId.LinkIdOf(name) is { } id
            && id.StartsWith(LinkStore.IdPrefix, StringComparison.Ordinal)
            && await engine.Links.FindAsync(id, context.Aborted) is { } link
            && ShareId.IsOf(await engine.Links.OpenKeyAsync(link, context.Aborted), name)
        )
        {
            return link;
        }

        throw new OssException(LinkErrors.NoSuchLink);
    }

    /// <summary>Whether the password was given, or none is needed.</summary>
    private async ValueTask<bool> IsOpenAsync(OssContext context, Link link)
    {
        LinkScope.Require(context, Look);
        var isSent = HttpMethods.IsPost(context.Http.Request.Method);
        if (link.HasPassword && isSent)
        {
            await _passwords.RequireAsync(context, link);
            ShareTicket.Give(context, await engine.Links.OpenKeyAsync(link, context.Aborted));
            return true;
        }

        if (isSent)
        {
            throw new OssException(LinkErrors.MethodNotAllowed) { Headers = [new("Allow", "GET, HEAD")] };
        }

        return !link.HasPassword
            || ShareTicket.IsPresented(context, await engine.Links.OpenKeyAsync(link, context.Aborted));
    }

    private static void RequireRest(Link link, LinkUsage usage)
    {
        if (usage.Downloads >= link.Limits.MaxDownloads || usage.Bytes >= link.Limits.MaxBytes)
        {
            throw new OssException(LinkErrors.UsedUp);
        }
    }

    private static async Task AnswerAsync(OssContext context, Link link, LinkUsage usage)
    {
        if (!Accepting.Asks(context, Json))
        {
            var share = await Share.OfAsync(context, link, usage);
            await PageAnswer.WriteAsync(
                context,
                StatusCodes.Status200OK,
                SharePageView.Of(ShareWords.For(context), share)
            );
            return;
        }

        var state = new ShareState(link.ExpiresAt, link.Limits.MaxDownloads - usage.Downloads);
        var json = JsonSerializer.SerializeToUtf8Bytes(state, ShareJson.Default.ShareState);
        context.Http.Response.ContentType = Json;
        context.Http.Response.ContentLength = json.Length;
        if (!HttpMethods.IsHead(context.Http.Request.Method))
        {
            await AnswerBody.WriteAsync(context, json);
        }
    }
}
