using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Rpc;

/// <summary>A request by parameters, which stand in the query and in a form; action and version may stand in headers.</summary>
internal sealed class RpcRequest
{
    private const int MaxFormBytes = 64 * 1024;

    private const string FormType = "application/x-www-form-urlencoded";

    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);

    private RpcRequest(string method, bool isSignedInHeader) => (Method, IsSignedInHeader) = (method, isSignedInHeader);

    /// <summary>GET or POST.</summary>
    public string Method { get; }

    /// <summary>Whether the signature is in the Authorization header, rather than one of the parameters.</summary>
    public bool IsSignedInHeader { get; }

    /// <summary>All parameters, decoded.</summary>
    public IReadOnlyDictionary<string, string> Parameters => _parameters;

    /// <summary>The parameters of the query, decoded.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; private set; } = [];

    /// <summary>The SHA-256 of the body in lower-case hexadecimal digits.</summary>
    public string BodySha256 { get; private set; } = "";

    /// <summary>
    /// Whether a request to the service host is one: it is to "/", and signed in a header of its own scheme, or has no Authorization and says
    /// Action and Version in the query, or is a POST with a form. No request of the object protocol is like that.
    /// </summary>
    public static bool IsPresentedBy(HttpContext http)
    {
        var request = http.Request;
        var (isGet, isPost) = (HttpMethods.IsGet(request.Method), HttpMethods.IsPost(request.Method));
        if (RequestLine.Parse(Locator.RawTarget(http)).Path is not "/" || (!isGet && !isPost))
        {
            return false;
        }

        if (request.Headers.Authorization.Count > 0)
        {
            return Acs3Authorization.IsOne(request.Headers.Authorization.ToString());
        }

        return (isPost && IsForm(http))
            || (
                ReadQuery(http) is { } query
                && query.Any(parameter => parameter.Key == "Action")
                && query.Any(parameter => parameter.Key == "Version")
            );
    }

    /// <summary>Reads all parameters.</summary>
    /// <exception cref="OssException">The form is too large or none, or a parameter stands twice.</exception>
    public static async ValueTask<RpcRequest> ReadAsync(OssContext context)
    {
        var http = context.Http;
        var request = new RpcRequest(http.Request.Method, http.Request.Headers.Authorization.Count > 0);
        request.Query = ReadQuery(http) ?? throw new OssException(RpcErrors.BodyMalformed);
        request.Add(request.Query);
        if (request.IsSignedInHeader)
        {
            request.Add("Action", context.Header(RpcHeaders.Action));
            request.Add("Version", context.Header(RpcHeaders.Version));
        }

        var body = HttpMethods.IsPost(request.Method) ? await ReadBodyAsync(context) : [];
        request.BodySha256 = Convert.ToHexStringLower(SHA256.HashData(body));
        // A body that is no form says nothing that counts, so it must not look as if it did.
        request.Add(
            body.Length == 0 ? []
            : IsForm(http)
            && UriEncoding.TryDecodeQuery(Encoding.Latin1.GetString(body), plusIsSpace: true, out var fields)
                ? fields
            : throw new OssException(RpcErrors.BodyMalformed)
        );
        return request;
    }

    /// <summary>The value of a parameter, or null when it is not there or empty.</summary>
    public string? Find(string name) => _parameters.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>The value of a parameter that must be there.</summary>
    /// <exception cref="OssException">It is not.</exception>
    public string Get(string name) => Find(name) ?? throw new OssException(RpcErrors.Missing(name));

    private void Add(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        foreach (var (name, value) in parameters)
        {
            Add(name, value);
        }
    }

    private void Add(string name, string? value)
    {
        // Which of two values is meant would be anybody's guess.
        if (value is not null && !_parameters.TryAdd(name, value))
        {
            throw new OssException(RpcErrors.Ambiguous);
        }
    }

    private static async ValueTask<byte[]> ReadBodyAsync(OssContext context)
    {
        using var body = new RequestBody(context);
        using var read = await body.ReadDocumentAsync(MaxFormBytes, RpcErrors.BodyTooLarge);
        return read.ToArray();
    }

    private static bool IsForm(HttpContext http) =>
        http.Request.ContentType?.Split(';')[0].Trim().Equals(FormType, StringComparison.OrdinalIgnoreCase) ?? false;

    private static IReadOnlyList<KeyValuePair<string, string>>? ReadQuery(HttpContext http) =>
        UriEncoding.TryDecodeQuery(
            RequestLine.Parse(Locator.RawTarget(http)).Query,
            plusIsSpace: true,
            out var parameters
        )
            ? parameters
            : null;
}
