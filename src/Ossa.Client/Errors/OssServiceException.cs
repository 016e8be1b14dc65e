using System.Net;
using Ossa.Protocol.Documents;

namespace Ossa.Client;

/// <summary>
/// The server refused the request. See https://www.alibabacloud.com/help/en/oss/developer-reference/error-responses.
/// </summary>
public sealed class OssServiceException : OssClientException
{
    internal OssServiceException(HttpStatusCode status, ErrorDocument error, string? note = null)
        : base(Describe(status, error, note))
    {
        Status = status;
        Error = error;
    }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The error code, such as NoSuchKey; where the answer named none, Http followed by the status.</summary>
    public string Code => Error.Code;

    /// <summary>The message as the server sent it, without what <see cref="Exception.Message"/> adds.</summary>
    public string ServerMessage => Error.Message;

    /// <summary>The fine-grained error code (NNNN-NNNNNNNN), or null.</summary>
    public string? Ec => Error.Ec;

    /// <summary>The id of the refused request, for those who look into the server's log; may be empty.</summary>
    public string RequestId => Error.RequestId;

    /// <summary>The whole error, with the elements that only this kind has.</summary>
    public ErrorDocument Error { get; }

    /// <summary>The element of the error that has this name, such as ServerTime, or null.</summary>
    public string? Detail(string name) => Error.Detail(name);

    private static string Describe(HttpStatusCode status, ErrorDocument error, string? note)
    {
        var ec = error.Ec is null ? "" : $", EC {error.Ec}";
        var id = error.RequestId.Length == 0 ? "" : $", request {error.RequestId}";
        return $"{error.Code}: {error.Message} (HTTP {(int)status}{ec}{id}){(note is null ? "" : " " + note)}";
    }
}
