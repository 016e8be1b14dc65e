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
using Ossa.Server.Throttling;
using Ossa.Server.Writing;

namespace Ossa.Server.Sharing;

/// <summary>
/// The page of a link, <c>/-/s/ID</c> on the service host: what it gives, and a URL for it that is signed anew each time; or a form for what it
/// takes in. Looking at it is admitted to as looking at the object by the link would be, and counts as no download.
/// </summary>
internal sealed class SharePage(OssaEngine engine, RequestFrame frame, LimitMetrics limited, TimeProvider time)
{
    /// <summary>Where the pages are.</summary>
    public const string Root = "/-/s/";

    /// <summary>The name by which a visit is logged and counted.</summary>
    public const string Operation = "SharePage";

    private static readonly HeadObject Look = new();
    private static readonly PutObject Put = new();

    private readonly PasswordGate _passwords = new(time);
    private readonly UploadPage _uploads = new();
    private readonly ActiveLimit<string> _archives = new(
        FolderZip.MostAtOnce,
        FolderZip.MostOfOneLink,
        LimitMetrics.Archives,
        limited
    );

    public Task InvokeAsync(HttpContext http) => frame.RunAsync(http, WalkAsync);

    private async Task WalkAsync(OssContext context)
    {
        context.Operation = Operation;
        try
        {
            // 1. The link that is named, and proved by its name.
            var (name, fileName) = NamesOf(context);
            var link = await FindAsync(context, name);
            context.Caller = await LinkCaller.OfAsync(engine, link, context.Aborted);
            context.Target = new RequestTarget(link.Bucket, link.Key, []);
            context.FoundBucket =
                await engine.Buckets.FindAsync(link.Bucket, context.Aborted)
                ?? throw new OssException(OssErrors.NoSuchBucket, "BucketName", link.Bucket);

            // 2. The password, where there is one. Before it nothing is told but that, and no file is taken.
            if (!await IsOpenAsync(context, link))
            {
                var page = PasswordPage.Of(ShareWords.For(context), refusal: null);
                await PageAnswer.WriteAsync(context, StatusCodes.Status200OK, page);
                return;
            }

            // 3. What anybody who has the link may look at, while there is something left of it.
            var usage = await engine.LinkMeter.ReadAsync(link.Id, context.Aborted);
            if (!_uploads.IsSentAgain(context, link))
            {
                RequireRest(link, usage);
            }

            if (link.Kind == LinkKind.Upload)
            {
                await _uploads.AnswerAsync(context, link, usage, fileName);
                return;
            }

            if (link.Kind == LinkKind.Folder && !Accepting.Asks(context, ShareState.MediaType))
            {
                await FolderPage.AnswerAsync(context, link, _archives);
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

    /// <summary>What names the link, and what follows it where a file is put under the page.</summary>
    private static (string Link, string File) NamesOf(OssContext context)
    {
        var path = Locator.PathOf(context.Http)[Root.Length..];
        var slash = HttpMethods.IsPut(context.Http.Request.Method) ? path.IndexOf('/', StringComparison.Ordinal) : -1;
        return slash < 0 ? (path, "") : (path[..slash], path[(slash + 1)..]);
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
        LinkScope.Require(context, link.Kind == LinkKind.Upload ? Put : Look);
        if (UploadPage.IsSentTo(context, link))
        {
            await RequirePasswordGivenAsync(context, link);
            return true;
        }

        if (HttpMethods.IsPut(context.Http.Request.Method))
        {
            throw new OssException(LinkErrors.MethodNotAllowed) { Headers = [new("Allow", "GET, HEAD")] };
        }

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

        return await IsPasswordGivenAsync(context, link);
    }

    private async ValueTask<bool> IsPasswordGivenAsync(OssContext context, Link link) =>
        !link.HasPassword || ShareTicket.IsPresented(context, await engine.Links.OpenKeyAsync(link, context.Aborted));

    /// <summary>A file that comes by a password must come from the page that asked for it.</summary>
    private async ValueTask RequirePasswordGivenAsync(OssContext context, Link link)
    {
        if (!await IsPasswordGivenAsync(context, link))
        {
            throw new OssException(LinkErrors.PasswordNeeded);
        }

        if (link.HasPassword)
        {
            SameOrigin.Require(context);
        }
    }

    private static void RequireRest(Link link, LinkUsage usage)
    {
        var limits = link.Limits;
        if (usage.Downloads >= limits.MaxDownloads || usage.Bytes >= limits.MaxBytes || usage.Files >= limits.MaxFiles)
        {
            throw new OssException(LinkErrors.UsedUp);
        }
    }

    private static async Task AnswerAsync(OssContext context, Link link, LinkUsage usage)
    {
        if (!Accepting.Asks(context, ShareState.MediaType))
        {
            var share = await Share.OfAsync(context, link, usage);
            await PageAnswer.WriteAsync(
                context,
                StatusCodes.Status200OK,
                SharePageView.Of(ShareWords.For(context), share)
            );
            return;
        }

        await new ShareState(link.ExpiresAt, link.Limits.MaxDownloads - usage.Downloads).WriteAsync(context);
    }
}
