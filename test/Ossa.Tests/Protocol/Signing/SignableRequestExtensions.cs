using Ossa.Protocol.Signing;

namespace Ossa.Tests.Protocol.Signing;

internal static class SignableRequestExtensions
{
    public static SignableRequest WithHeaders(
        this SignableRequest request,
        IEnumerable<KeyValuePair<string, string>> added
    ) => request with { Headers = [.. request.Headers, .. added] };

    public static SignableRequest WithHeader(this SignableRequest request, string name, string value) =>
        request with
        {
            Headers =
            [
                .. request.Headers.Where(header =>
                    !string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)
                ),
                new(name, value),
            ],
        };

    public static SignableRequest WithoutHeader(this SignableRequest request, string name) =>
        request with
        {
            Headers =
            [
                .. request.Headers.Where(header =>
                    !string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)
                ),
            ],
        };

    public static SignableRequest WithParameter(this SignableRequest request, string name, string value) =>
        request with
        {
            Query = [.. request.WithoutParameter(name).Query, new(name, value)],
        };

    public static SignableRequest WithoutParameter(this SignableRequest request, string name) =>
        request with
        {
            Query = [.. request.Query.Where(parameter => parameter.Key != name)],
        };

    public static string Header(this SignableRequest request, string name) =>
        request.Headers.Last(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    public static string Parameter(this SignableRequest request, string name) =>
        request.Query.First(parameter => parameter.Key == name).Value;
}
