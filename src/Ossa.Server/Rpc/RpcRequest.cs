using System.Text;
using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Rpc;

/// <summary>A request by parameters, which stand in the query and in a form.</summary>
internal sealed class RpcRequest
{
    private const int MaxFormBytes = 64 * 1024;

    private const string FormType = "application/x-www-form-urlencoded";

    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);

    private RpcRequest(string method) => Method = method;

    /// <summary>GET or POST.</summary>
    public string Method { get; }

    /// <summary>All parameters, decoded.</summary>
    public IReadOnlyDictionary<string, string> Parameters => _parameters;

    /// <summary>
    /// Whether a request to the service host is one: it is to "/", and says Action and Version in the query, or is a POST with a form and no
    /// Authorization. No request of the object protocol is like that.
    /// </summary>
    public static bool IsPresentedBy(HttpContext http)
    {
        var request = http.Request;
        if (Locator.PathOf(http) != "/" || request.Headers.Authorization.Count > 0)
        {
            return false;
        }

        return HttpMethods.IsPost(request.Method) && IsForm(http)
            || (HttpMethods.IsGet(request.Method) || HttpMethods.IsPost(request.Method))
                && ReadQuery(http) is { } query
                && query.Any(parameter => parameter.Key == "Action")
                && query.Any(parameter => parameter.Key == "Version");
    }

    /// <summary>Reads all parameters.</summary>
    /// <exception cref="OssException">The form is too large or none, or a parameter stands twice.</exception>
    public static async ValueTask<RpcRequest> ReadAsync(OssContext context)
    {
        var request = new RpcRequest(context.Http.Request.Method);
        request.Add(ReadQuery(context.Http));
        if (HttpMethods.IsPost(request.Method))
        {
            using var body = new RequestBody(context);
            using var form = await body.ReadDocumentAsync(MaxFormBytes, RpcErrors.BodyTooLarge);
            var text = Encoding.Latin1.GetString(form.GetBuffer(), 0, (int)form.Length);
            request.Add(UriEncoding.TryDecodeQuery(text, plusIsSpace: true, out var fields) ? fields : null);
        }

        return request;
    }

    /// <summary>The value of a parameter, or null when it is not there or empty.</summary>
    public string? Find(string name) => _parameters.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>The value of a parameter that must be there.</summary>
    /// <exception cref="OssException">It is not.</exception>
    public string Get(string name) => Find(name) ?? throw new OssException(RpcErrors.Missing(name));

    private void Add(IReadOnlyList<KeyValuePair<string, string>>? parameters)
    {
        foreach (var (name, value) in parameters ?? throw new OssException(RpcErrors.BodyMalformed))
        {
            // Which of two values is meant would be anybody's guess.
            if (!_parameters.TryAdd(name, value))
            {
                throw new OssException(RpcErrors.Ambiguous);
            }
        }
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
