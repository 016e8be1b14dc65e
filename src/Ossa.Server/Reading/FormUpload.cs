using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
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

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly RequestBody _body;
    private readonly FormSections _sections;
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private MultipartSection? _file;
    private string _fileName = "";
    private long _fileBytes;

    private FormUpload(RequestBody body, string boundary)
    {
        _body = body;
        _sections = new FormSections(body, boundary);
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
        && FormSections.IsForm(context, out _);

    /// <summary>Reads the fields, up to where the file begins.</summary>
    /// <exception cref="OssException">The form cannot be read, is too large, or has no file.</exception>
    public static async ValueTask<FormUpload> ReadAsync(OssContext context)
    {
        var form = new FormUpload(new RequestBody(context), FormSections.RequireBoundary(context));
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
        var count = await FormSections.ReadAsync(_file!, buffer, cancellationToken);
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
        while (await _sections.NextAsync(cancellationToken) is { } section)
        {
            var name = FormSections.NameOf(section);
            if (name == FileField)
            {
                _file = section;
                _fileName = FormSections.FileNameOf(section);
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
        if (await _sections.NextAsync(cancellationToken) is not { } section)
        {
            return;
        }

        var name = FormSections.NameOf(section);
        if (name == SubmitField)
        {
            await ReadValueAsync(section, Limits.MaxFormFieldsBytes, cancellationToken);
            section = await _sections.NextAsync(cancellationToken);
            name = section is null ? null : FormSections.NameOf(section);
        }

        if (section is not null)
        {
            throw new OssException(name == FileField ? OssErrors.PostFileCount : OssErrors.PostMalformed);
        }
    }

    private static async ValueTask<MemoryStream> ReadValueAsync(
        MultipartSection section,
        long most,
        CancellationToken cancellationToken
    )
    {
        var value = new MemoryStream();
        var buffer = new byte[4 * 1024];
        while (await FormSections.ReadAsync(section, buffer, cancellationToken) is var count and > 0)
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
}
