using Ossa.Engine;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>Reads the document that a request carries; its Content-MD5, where stated, must be right.</summary>
internal static class XmlRequest
{
    /// <summary>The document, or null when the body is empty.</summary>
    public static async Task<T?> ReadAsync<T>(
        OssContext context,
        Func<Stream, T> read,
        OssError malformed,
        int limit = Limits.MaxDocumentBytes
    )
        where T : class
    {
        using var body = new RequestBody(context);
        using var document = await body.ReadDocumentAsync(limit, malformed);
        if (
            ContentMd5.Read(context) is { } md5
            && !md5.AsSpan().SequenceEqual(System.Security.Cryptography.MD5.HashData(document))
        )
        {
            throw new OssException(OssErrors.InvalidDigest, "Content-MD5", Convert.ToBase64String(md5));
        }

        document.Position = 0;
        if (document.Length == 0)
        {
            return null;
        }

        try
        {
            return read(document);
        }
        catch (DocumentFormatException e)
        {
            throw new OssException(e.Error ?? malformed, "ErrorDetail", e.Message);
        }
    }

    /// <summary>The document, which must be there.</summary>
    public static async Task<T> ReadRequiredAsync<T>(
        OssContext context,
        Func<Stream, T> read,
        OssError malformed,
        int limit = Limits.MaxDocumentBytes
    )
        where T : class =>
        await ReadAsync(context, read, malformed, limit)
        ?? throw new OssException(malformed, "ErrorDetail", "The request has no body.");
}
