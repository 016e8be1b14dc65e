using Microsoft.AspNetCore.WebUtilities;
using Ossa.Engine;
using Ossa.Engine.Links;
using Ossa.Protocol.Errors;
using Ossa.Server.Links;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Sharing;

/// <summary>
/// The form of a page that takes files in, as browsers send it without script: any number of files, each of them stored as it arrives. One that
/// is refused does not keep the others out.
/// </summary>
internal static class UploadForm
{
    /// <summary>The field that has the files.</summary>
    public const string Field = "file";

    /// <summary>What refuses the form as a whole rather than one of its files.</summary>
    private static readonly OssError[] OfForm =
    [
        OssErrors.IncompleteBody,
        OssErrors.PostMalformed,
        OssErrors.PostSectionMalformed,
    ];

    /// <summary>Takes in all files of the form, and says what became of each.</summary>
    /// <exception cref="OssException">The form cannot be read, or has too many files.</exception>
    public static async Task<IReadOnlyList<SentFile>> TakeAsync(
        OssContext context,
        Func<string, Func<ValueTask>, Task> admit,
        Link link
    )
    {
        using var body = new RequestBody(context) { Pace = TrafficLimit.Read(context) };
        body.CountAsUpload();
        var sections = new FormSections(body, FormSections.RequireBoundary(context));
        var sent = new List<SentFile>();
        while (await sections.NextAsync(context.Aborted) is { } section)
        {
            // Where nobody chose a file, browsers send one without a name.
            if (FormSections.NameOf(section) != Field || FormSections.FileNameOf(section) is not { Length: > 0 } name)
            {
                continue;
            }

            if (sent.Count == Limits.MaxLinkFormFiles)
            {
                throw new OssException(LinkErrors.TooManyFiles);
            }

            sent.Add(
                new SentFile(name, await TryTakeAsync(() => admit(name, () => StoreAsync(context, link, section))))
            );
        }

        return sent;
    }

    private static async Task<OssException?> TryTakeAsync(Func<Task> take)
    {
        try
        {
            await take();
            return null;
        }
        catch (OssException refusal) when (!OfForm.Contains(refusal.Error))
        {
            return refusal;
        }
    }

    /// <exception cref="OssException">The type is nothing that a header can say, or what is stored refuses it.</exception>
    private static async ValueTask StoreAsync(OssContext context, Link link, MultipartSection section)
    {
        var type = section.ContentType is { } stated ? WireText.FromText(stated) : null;
        if (type is not null && !WireText.IsHeaderSafe(type))
        {
            throw new OssException(OssErrors.BadRequest);
        }

        await LinkUpload.PutAsync(
            context,
            link,
            type,
            statedBytes: null,
            async (buffer, cancellationToken) => await FormSections.ReadAsync(section, buffer, cancellationToken)
        );
    }
}
