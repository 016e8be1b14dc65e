using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Ossa.Engine;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>The sections of a form as they arrive, one after the other, never held in memory; see RFC 7578.</summary>
internal sealed class FormSections
{
    private const string MediaType = "multipart/form-data";

    private readonly MultipartReader _reader;

    public FormSections(RequestBody body, string boundary) =>
        _reader = new MultipartReader(boundary, new RequestBodyStream(body))
        {
            HeadersLengthLimit = Limits.MaxFormSectionHeaderBytes,
            HeadersCountLimit = Limits.MaxFormSectionHeaders,
        };

    /// <summary>Whether a request says that its body is a form of this kind.</summary>
    /// <param name="context">The request.</param>
    /// <param name="boundary">What stands between the sections; empty where that is missing or too long.</param>
    public static bool IsForm(OssContext context, out string boundary)
    {
        boundary = "";
        if (
            !MediaTypeHeaderValue.TryParse(context.Header("Content-Type"), out var type)
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

    /// <summary>What stands between the sections of a request that is such a form.</summary>
    /// <exception cref="OssException">It says nothing of that.</exception>
    public static string RequireBoundary(OssContext context) =>
        IsForm(context, out var boundary) && boundary.Length > 0
            ? boundary
            : throw new OssException(OssErrors.PostNotMultipart);

    /// <summary>The next section, or null at the end. What was not read of the one before is passed over.</summary>
    public Task<MultipartSection?> NextAsync(CancellationToken cancellationToken) =>
        GuardAsync(() => _reader.ReadNextSectionAsync(cancellationToken));

    /// <summary>Reads on in a section; zero is its end.</summary>
    public static Task<int> ReadAsync(
        MultipartSection section,
        Memory<byte> buffer,
        CancellationToken cancellationToken
    ) => GuardAsync(() => section.Body.ReadAsync(buffer, cancellationToken).AsTask());

    /// <summary>The name of a section's field, in lower case.</summary>
    public static string NameOf(MultipartSection section) =>
        HeaderUtilities.RemoveQuotes(ReadDisposition(section).Name).ToString().ToLowerInvariant();

    /// <summary>The file's own name, without the folders that some browsers send along.</summary>
    public static string FileNameOf(MultipartSection section)
    {
        var disposition = ReadDisposition(section);
        var named = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
        var name = HeaderUtilities.RemoveQuotes(named).ToString();
        return name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
    }

    private static ContentDispositionHeaderValue ReadDisposition(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
        && disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase)
        && disposition.Name.HasValue
            ? disposition
            : throw new OssException(OssErrors.PostSectionMalformed);

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
}
