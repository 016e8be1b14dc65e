using Microsoft.AspNetCore.Http;
using Ossa.Engine.Links;
using Ossa.Protocol.Errors;
using Ossa.Server.Pages;
using Ossa.Server.Road;

namespace Ossa.Server.Sharing;

/// <summary>
/// Tells a person who opens a link, or its page, kindly that it gives nothing, under the status that a program gets. Programs get the
/// error document as everywhere.
/// </summary>
internal static class RefusalPage
{
    private static readonly OssError[] OfLinks =
    [
        LinkErrors.Revoked,
        LinkErrors.Expired,
        LinkErrors.NotYet,
        LinkErrors.UsedUp,
        LinkErrors.WrongAddress,
        LinkErrors.DeniedUrl,
        LinkErrors.CreatorGone,
    ];

    private static readonly OssError[] OfPasswords =
    [
        LinkErrors.WrongPassword,
        LinkErrors.PasswordNeeded,
        LinkErrors.TooManyAttempts,
    ];

    /// <summary>Whether a refusal is to be told so. Pages load their files from the service host, so it is there only.</summary>
    public static bool Fits(OssContext context, OssError refusal) =>
        !context.IsBucketHost
        && !HttpMethods.IsHead(context.Http.Request.Method)
        && (context.Operation == SharePage.Operation || OfLinks.Contains(refusal) || IsOldUrlOfLink(context, refusal))
        && Accepting.Asks(context, "text/html");

    public static Task WriteAsync(OssContext context, OssError refusal)
    {
        var words = ShareWords.For(context);
        if (OfPasswords.Contains(refusal))
        {
            return PageAnswer.WriteAsync(context, refusal.Status, PasswordPage.Of(words, refusal));
        }

        var title =
            context.Caller.Link is { Kind: LinkKind.Upload } ? words.ClosedTitle
            : refusal == LinkErrors.NotYet ? words.WaitTitle
            : words.GoneTitle;
        var body = Html.Of(
            $"""
            <main class="narrow">
            <h1>{title}</h1>
            <p>{words.Explain(refusal)}</p>
            <p class="quiet">{(refusal == LinkErrors.NotYet ? "" : words.GoneHint)}</p>
            </main>
            <footer>{words.Request} {context.RequestId}</footer>
            """
        );
        return PageAnswer.WriteAsync(context, refusal.Status, new Page(words.Language, title, body));
    }

    /// <summary>A URL of a link that has ended before the link; nobody has asked yet whether there is one.</summary>
    private static bool IsOldUrlOfLink(OssContext context, OssError refusal) =>
        refusal == OssErrors.UrlExpiredV4
        && (context.Target["x-oss-credential"] ?? "").StartsWith(LinkStore.IdPrefix, StringComparison.Ordinal);
}
