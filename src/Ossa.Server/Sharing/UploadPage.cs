using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Ossa.Engine.Links;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Server.Operations.Objects;
using Ossa.Server.Pages;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Sharing;

/// <summary>
/// The page of a link that takes files in. A form brings them where no script runs; its script, and every program, puts each to
/// <c>/-/s/ID/NAME</c>. Nothing that others have sent is told: not even whether a name is taken.
/// </summary>
internal sealed class UploadPage
{
    private static readonly PutObject Put = new();
    private static readonly PostObject Form = new();

    private readonly UploadNames _names = new();
    private readonly UploadAttempts _attempts = new();

    /// <summary>Whether a request brings files, rather than to look at the page or to tell its password.</summary>
    public static bool IsSentTo(OssContext context, Link link) =>
        link.Kind == LinkKind.Upload
        && (
            HttpMethods.IsPut(context.Http.Request.Method)
            || (HttpMethods.IsPost(context.Http.Request.Method) && FormSections.IsForm(context, out _))
        );

    /// <summary>Whether a request sends a file that was counted before, for which there need be no place left.</summary>
    public bool IsSentAgain(OssContext context, Link link) =>
        link.Kind == LinkKind.Upload
        && HttpMethods.IsPut(context.Http.Request.Method)
        && _attempts.Knows(context, link);

    /// <summary>Answers a request that is let in.</summary>
    /// <param name="context">The request.</param>
    /// <param name="link">The link.</param>
    /// <param name="usage">How much of it was used.</param>
    /// <param name="fileName">What follows the address of the page in that of the request, still encoded; empty where nothing does.</param>
    public async Task AnswerAsync(OssContext context, Link link, LinkUsage usage, string fileName)
    {
        if (HttpMethods.IsPut(context.Http.Request.Method))
        {
            // Whoever looks for what became of a file looks for this.
            context.Operation = Put.Name;
            var stored = await _attempts.RunAsync(context, link, () => StoreAsync(context, link, Decode(fileName)));
            context.Target = new RequestTarget(link.Bucket, stored.Key, []);
            PutObject.Answer(context, stored.Record);
            return;
        }

        if (IsSentTo(context, link))
        {
            await AnswerFormAsync(context, link);
            return;
        }

        await Admission.AdmitAsync(context, Put);
        if (Accepting.Asks(context, ShareState.MediaType))
        {
            await new ShareState(link.ExpiresAt, null) { FilesLeft = link.Limits.MaxFiles - usage.Files }.WriteAsync(
                context
            );
            return;
        }

        await WriteAsync(context, StatusCodes.Status200OK, link, []);
    }

    private async Task<StoredFile> StoreAsync(OssContext context, Link link, string fileName)
    {
        StoredFile? stored = null;
        await AdmitAsync(
            context,
            link,
            fileName,
            async () => stored = new StoredFile(context.Key, await PutObject.StoreAsync(context))
        );
        return stored!;
    }

    private async Task AnswerFormAsync(OssContext context, Link link)
    {
        var sent = await UploadForm.TakeAsync(context, (name, store) => AdmitAsync(context, link, name, store), link);
        Name(context, link, sent);
        var refusal = sent.FirstOrDefault(file => file.Refusal is not null)?.Refusal;
        if (Accepting.Asks(context, "text/html"))
        {
            await WriteAsync(context, refusal?.Error.Status ?? StatusCodes.Status200OK, link, sent);
            return;
        }

        context.Http.Response.StatusCode = refusal is null ? StatusCodes.Status204NoContent : throw refusal;
    }

    /// <summary>Has logs tell that files came, where any did, and the key of the only one that was sent.</summary>
    private static void Name(OssContext context, Link link, IReadOnlyList<SentFile> sent)
    {
        if (sent.Any(file => file.Refusal is null))
        {
            context.Operation = Form.Name;
        }

        if (sent.Count != 1)
        {
            context.Target = new RequestTarget(link.Bucket, link.Key.Length == 0 ? null : link.Key, []);
        }
    }

    /// <summary>Claims a key for a file, has its upload admitted to like any other, and stores it.</summary>
    private async Task AdmitAsync(OssContext context, Link link, string fileName, Func<ValueTask> store)
    {
        using var claim = await _names.ClaimAsync(context, link, fileName);
        context.Target = new RequestTarget(link.Bucket, claim.Key, []);
        await Admission.AdmitAsync(context, Put);
        await store();
    }

    private static async Task WriteAsync(OssContext context, int status, Link link, IReadOnlyList<SentFile> sent)
    {
        var usage = await context.Engine.LinkMeter.ReadAsync(link.Id, context.Aborted);
        var page = UploadPageView.Of(UploadWords.For(context), link, usage, context.Now, sent);
        await PageAnswer.WriteAsync(context, status, page);
    }

    private static string Decode(string raw) =>
        UriEncoding.TryDecode(raw, plusIsSpace: false, out var name)
            ? name
            : throw new OssException(OssErrors.InvalidUri);
}
