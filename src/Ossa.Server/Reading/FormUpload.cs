using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Ossa.Engine;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Forms;
using Ossa.Server.Road;
using Ossa.Server.Traffic;

namespace Ossa.Server.Reading;

/// <summary>
/// An upload by an HTML form: fields first, then one file, which is never held in memory. See
/// https://www.alibabacloud.com/help/en/oss/developer-reference/postobject.
/// </summary>
internal sealed class FormUpload : IDisposable
{
    private const string FileField = "file";
    private const string KeyField = "key";
    private const string SubmitField = "submit";
    private const string ContentType = "Content-Type";
    private const string MediaType = "multipart/form-data";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly RequestBody _body;
    private readonly MultipartReader _sections;
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private MultipartSection? _file;
    private string _fileName = "";
    private long _fileBytes;

    private FormUpload(RequestBody body, string boundary)
    {
        _body = body;
        _sections = new MultipartReader(boundary, new RequestBodyStream(body))
        {
            HeadersLengthLimit = Limits.MaxFormSectionHeaderBytes,
            HeadersCountLimit = Limits.MaxFormSectionHeaders,
        };
    }

    /// <summary>The fields before the file, with names in lower case.</summary>
    public IReadOnlyDictionary<string, string> Fields => _fields;

    /// <summary>The policy that the form's signature covers, or null for a form that nobody signed.</summary>
    public PostPolicy? Policy { get; private set; }

    /// <summary>The key: the field's value, with the file's name in the place that it leaves for it.</summary>
    public string Key =>
        _fields.GetValueOrDefault(KeyField) is { Length: > 0 } key
            ? key.Replace("${filename}", _fileName, StringComparison.Ordinal)
            : throw new OssException(OssErrors.PostKeyMissing, "ArgumentName", KeyField);

    /// <summary>Whether a request is one: a POST to a bucket that is there, with a form and no sub-resource.</summary>
    public static bool IsPresentedBy(OssContext context) =>
        HttpMethods.IsPost(context.Http.Request.Method)
        && context.FoundBucket is not null
        && context.Target.Key is null
        && !context.Target.NamesSubResource
        && IsForm(context.Header("Content-Type"), out _);

    /// <summary>Reads the fields, up to where the file begins.</summary>
    /// <exception cref="OssException">The form cannot be read, is too large, or has no file.</exception>
    public static async ValueTask<FormUpload> ReadAsync(OssContext context)
    {
        IsForm(context.Header("Content-Type"), out var boundary);
        if (boundary.Length == 0)
        {
            throw new OssException(OssErrors.PostNotMultipart);
        }

        var form = new FormUpload(new RequestBody(context), boundary);
        try
        {
            form._body.CountAsUpload();
            await form.ReadFieldsAsync(context.Aborted);
            return form;
        }
        catch
        {
            form.Dispose();
            throw;
        }
    }

    /// <summary>
    /// What a field says of the object, as a header would; null where there is none. The type of the file is what
    /// x-oss-content-type says, else what came with the file itself, which browsers fill in, else the field Content-Type.
    /// </summary>
    /// <exception cref="OssException">The value could not stand in a header.</exception>
    public string? Stated(string name)
    {
        var value = name.Equals(ContentType, StringComparison.OrdinalIgnoreCase)
            ? FileType
            : _fields.GetValueOrDefault(name.ToLowerInvariant());
        if (value is null)
        {
            return null;
        }

        var stated = WireText.FromText(value);
        return WireText.IsHeaderSafe(stated) ? stated : throw new OssException(OssErrors.BadRequest);
    }

    /// <summary>Refuses a form that its policy does not cover.</summary>
    /// <remarks>
    /// What it says of the field Content-Type must be true of the type that the object gets, too: else whoever may upload a picture
    /// could upload a page.
    /// </remarks>
    public void Check(PostPolicy policy, string bucket, DateTimeOffset now)
    {
        var stated = new Dictionary<string, string>(_fields, StringComparer.Ordinal) { ["bucket"] = bucket };
        policy.Check(stated, now);
        if (FileType is { } type && stated.ContainsKey("content-type"))
        {
            stated["content-type"] = type;
            policy.Check(stated, now);
        }

        Policy = policy;
    }

    /// <summary>Holds what is still to be read to a rate.</summary>
    public void HoldTo(TrafficPace? pace) => _body.Pace = pace;

    /// <summary>Reads the file. When it ends no other field may follow, and it must be as large as the policy wants it.</summary>
    public async ValueTask<int> ReadFileAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = await GuardAsync(() => _file!.Body.ReadAsync(buffer, cancellationToken).AsTask());
        _fileBytes += count;
        if (count == 0)
        {
            await RequireEndAsync(cancellationToken);
            Policy?.CheckLength(_fileBytes);
        }
        else
        {
            Policy?.CheckNotTooLong(_fileBytes);
        }

        return count;
    }

    public void Dispose() => _body.Dispose();

    private string? FileType =>
        _fields.GetValueOrDefault("x-oss-content-type") is { Length: > 0 } type ? type
        : _file?.ContentType is { Length: > 0 } own ? own
        : _fields.GetValueOrDefault("content-type");

    private async ValueTask ReadFieldsAsync(CancellationToken cancellationToken)
    {
        long total = 0;
        while (await NextAsync(cancellationToken) is { } section)
        {
            var disposition = ReadDisposition(section);
            var name = NameOf(disposition);
            if (name == FileField)
            {
                _file = section;
                _fileName = FileNameOf(disposition);
                return;
            }

            total += name.Length;
            if (total > Limits.MaxFormFieldsBytes || _fields.Count == Limits.MaxFormFields)
            {
                throw new OssException(OssErrors.PostFieldsTooLarge);
            }

            var value = await ReadValueAsync(section, Limits.MaxFormFieldsBytes - total, cancellationToken);
            total += value.Length;
            // Of a field that stands twice the policy could cover the one and the upload use the other.
            if (!_fields.TryAdd(name, ReadText(value)))
            {
                throw new OssException(OssErrors.PostMalformed);
            }
        }

        throw new OssException(OssErrors.PostFileMissing);
    }

    /// <summary>After the file nothing comes but the button that sent the form, which counts for nothing.</summary>
    private async ValueTask RequireEndAsync(CancellationToken cancellationToken)
    {
        if (await NextAsync(cancellationToken) is not { } section)
        {
            return;
        }

        var name = NameOf(ReadDisposition(section));
        if (name == SubmitField)
        {
            await ReadValueAsync(section, Limits.MaxFormFieldsBytes, cancellationToken);
            section = await NextAsync(cancellationToken);
            name = section is null ? null : NameOf(ReadDisposition(section));
        }

        if (section is not null)
        {
            throw new OssException(name == FileField ? OssErrors.PostFileCount : OssErrors.PostMalformed);
        }
    }

    private static string NameOf(ContentDispositionHeaderValue disposition) =>
        HeaderUtilities.RemoveQuotes(disposition.Name).ToString().ToLowerInvariant();

    private Task<MultipartSection?> NextAsync(CancellationToken cancellationToken) =>
        GuardAsync(() => _sections.ReadNextSectionAsync(cancellationToken));

    /// <summary>What the reader says of a form that it cannot make out is InvalidDataException, or IOException where the form breaks off.</summary>
    private static async Task<T> GuardAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new OssException(OssErrors.PostMalformed);
        }
    }

    private static ContentDispositionHeaderValue ReadDisposition(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
        && disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase)
        && disposition.Name.HasValue
            ? disposition
            : throw new OssException(OssErrors.PostSectionMalformed);

    /// <summary>The file's own name, without the folders that some browsers send along.</summary>
    private static string FileNameOf(ContentDispositionHeaderValue disposition)
    {
        var named = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
        var name = HeaderUtilities.RemoveQuotes(named).ToString();
        return name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
    }

    private static async ValueTask<MemoryStream> ReadValueAsync(
        MultipartSection section,
        long most,
        CancellationToken cancellationToken
    )
    {
        var value = new MemoryStream();
        var buffer = new byte[4 * 1024];
        while (await GuardAsync(() => section.Body.ReadAsync(buffer, cancellationToken).AsTask()) is var count and > 0)
        {
            if (value.Length + count > most)
            {
                throw new OssException(OssErrors.PostFieldsTooLarge);
            }

            value.Write(buffer, 0, count);
        }

        return value;
    }

    private static string ReadText(MemoryStream value)
    {
        try
        {
            return Utf8.GetString(value.GetBuffer(), 0, (int)value.Length);
        }
        catch (DecoderFallbackException)
        {
            throw new OssException(OssErrors.PostMalformed);
        }
    }

    private static bool IsForm(string? contentType, out string boundary)
    {
        boundary = "";
        if (
            !MediaTypeHeaderValue.TryParse(contentType, out var type)
            || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase)
        )
        {
            return false;
        }

        var stated = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        // RFC 2046 has 70 characters at most.
        boundary = stated.Length <= Limits.MaxFormBoundaryCharacters ? stated : "";
        return true;
    }
}
