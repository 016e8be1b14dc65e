using System.Net;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Headers;

namespace Ossa.Client.Sending;

/// <summary>Understands answers: documents of those that succeeded, errors of those that did not.</summary>
internal static class AnswerReader
{
    private const int MaxErrorBytes = 1024 * 1024;
    private const int MaxDocumentBytes = 32 * 1024 * 1024;
    private const int ShownCharacters = 200;

    public static async Task<T> ReadDocumentAsync<T>(
        HttpResponseMessage response,
        Func<Stream, T> read,
        CancellationToken cancellationToken
    )
    {
        using var bytes = await ReadAtMostAsync(response, MaxDocumentBytes, cancellationToken);
        if (bytes.Length > MaxDocumentBytes)
        {
            throw new OssResponseException($"The answer is longer than {MaxDocumentBytes} bytes.");
        }
        try
        {
            return read(bytes);
        }
        catch (DocumentFormatException e)
        {
            throw new OssResponseException($"The answer is no document of the object store: {e.Message}", e);
        }
    }

    /// <summary>What the server says is wrong: in the body, for HEAD in a header, else at least the status.</summary>
    public static async Task<ErrorDocument> ReadErrorAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        if (response.FindHeader(OssHeaders.Err) is { } encoded && TryDecode(encoded) is { } error)
        {
            return error;
        }
        try
        {
            return await ReadErrorBodyAsync(response, cancellationToken);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            // The refusal is known by its status, though what it says broke off.
            return WithoutDocument(response, "");
        }
    }

    private static async Task<ErrorDocument> ReadErrorBodyAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        using var bytes = await ReadAtMostAsync(response, MaxErrorBytes, cancellationToken);
        try
        {
            return bytes.Length == 0 ? WithoutDocument(response, "") : ErrorDocument.Read(bytes);
        }
        catch (DocumentFormatException)
        {
            return WithoutDocument(response, ReadStart(bytes));
        }
    }

    /// <summary>Something in between answered, such as a proxy, or there is nothing to say.</summary>
    private static ErrorDocument WithoutDocument(HttpResponseMessage response, string body)
    {
        var reason =
            response.StatusCode == HttpStatusCode.NotModified ? "The object has not changed." : response.ReasonPhrase;
        return new ErrorDocument
        {
            Code = $"Http{(int)response.StatusCode}",
            Message = body.Length == 0 ? $"{reason}" : $"{reason}: {body}",
            RequestId = response.FindHeader(OssHeaders.RequestId) ?? "",
            Ec = response.FindHeader(OssHeaders.Ec),
        };
    }

    private static ErrorDocument? TryDecode(string encoded)
    {
        try
        {
            return ErrorDocument.Read(new MemoryStream(Convert.FromBase64String(encoded)));
        }
        catch (FormatException)
        {
            // Neither base64 nor a document of ours: the status must do.
            return null;
        }
    }

    private static string ReadStart(MemoryStream bytes)
    {
        bytes.Position = 0;
        using var reader = new StreamReader(bytes);
        var start = new char[ShownCharacters];
        var length = reader.ReadBlock(start);
        return string.Join(
            ' ',
            new string(start, 0, length).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)
        );
    }

    private static async Task<MemoryStream> ReadAtMostAsync(
        HttpResponseMessage response,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (bytes.Length <= limit && await body.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            bytes.Write(buffer, 0, read);
        }
        bytes.Position = 0;
        return bytes;
    }
}
