using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Ossa.Engine.Objects;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Objects;

/// <summary>
/// An upload by an HTML form. The road has read its fields by now, and knows from them who asks and for which key. See
/// https://www.alibabacloud.com/help/en/oss/developer-reference/postobject.
/// </summary>
internal sealed class PostObject : Operation
{
    private const string Redirect = "success_action_redirect";
    private const string Status = "success_action_status";

    public override string Name => "PostObject";

    public override Route Route { get; } = new("POST", Level.Bucket);

    public override string Action => "oss:PutObject";

    public override Need Need => Need.Write;

    public override string? Missing => "encryption with SM4 or the sender's keys and callbacks are refused by name";

    public override async Task HandleAsync(OssContext context)
    {
        var form = context.Form!;
        UnsupportedHeaders.RefuseOnWrite(context);
        form.HoldTo(TrafficLimit.Read(context));
        var redirect = ReadRedirect(form);
        var record = await context.Engine.Objects.PutAsync(
            context.Bucket,
            context.Key,
            UploadHeaders.Read(context),
            form.ReadFileAsync,
            context.Aborted
        );
        var response = context.Http.Response;
        ObjectHeaders.WriteVersion(context, record);
        ObjectHeaders.WriteEncryption(context, record.Encryption);
        response.Headers.ETag = ObjectHeaders.Quoted(record.ETag);
        response.Headers.ContentMD5 = Convert.ToBase64String(record.Md5);
        response.Headers[OssHeaders.HashCrc64Ecma] = record.Crc64.ToString(CultureInfo.InvariantCulture);
        response.Headers.Location = Endpoints.UrlOfObject(context);
        if (redirect is not null)
        {
            RedirectTo(context, redirect, record);
        }
        else
        {
            await AnswerAsync(context, form, record);
        }
    }

    /// <summary>Only to pages: a browser would run what other schemes hold.</summary>
    private static string? ReadRedirect(FormUpload form) =>
        form.Stated(Redirect) is { } text
        && Uri.TryCreate(WireText.ToText(text), UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
            ? url.AbsoluteUri
            : null;

    private static void RedirectTo(OssContext context, string redirect, ObjectRecord record)
    {
        var response = context.Http.Response;
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = QueryHelpers.AddQueryString(
            redirect,
            new Dictionary<string, string?>
            {
                ["bucket"] = context.Bucket.Name,
                ["key"] = context.Key,
                ["etag"] = ObjectHeaders.Quoted(record.ETag),
            }
        );
        response.ContentLength = 0;
    }

    /// <summary>Any status but 200 and 201 means 204, the usual one.</summary>
    private static async Task AnswerAsync(OssContext context, FormUpload form, ObjectRecord record)
    {
        var response = context.Http.Response;
        switch (form.Stated(Status))
        {
            case "201":
                response.StatusCode = StatusCodes.Status201Created;
                var location = Endpoints.UrlOfObject(context);
                await XmlAnswer.WriteAsync(
                    context,
                    new PostResponse(context.Bucket.Name, record.ETag, context.Key, location)
                );
                break;
            case "200":
                response.ContentLength = 0;
                break;
            default:
                response.StatusCode = StatusCodes.Status204NoContent;
                break;
        }
    }
}
