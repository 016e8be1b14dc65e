using System.Text.Json;
using Ossa.Protocol.Signing;

namespace Ossa.Fuzz.Requests;

/// <summary>
/// What a signed request says, written so that two requests which say different things never look alike: it shares nothing with the canonical
/// request, whose parts might run into each other.
/// </summary>
internal static class RequestMeaning
{
    public static string Of(SignableRequest request, PresentedSignature presented) =>
        JsonSerializer.Serialize(
            presented.Scope is { } scope
                ? (object[])
                    [
                        "V4",
                        scope.ToString(),
                        presented.Timestamp,
                        MethodOf(request, presented),
                        Resource(request),
                        Query(request),
                        presented
                            .AdditionalHeaders.Select(name => name.ToLowerInvariant())
                            .Order(StringComparer.Ordinal),
                        Headers(request, name => SignatureV4.IsSignedByDefault(name) || Lists(presented, name)),
                    ]
                :
                [
                    "V1",
                    presented.Timestamp,
                    request.Method,
                    // Sub-resources of V1 are joined without any escaping, by its documentation.
                    SignatureV1.CanonicalizedResource(request),
                    Headers(request, SignatureV4.IsSignedByDefault),
                ]
        );

    /// <summary>A signed URL for GET is one for HEAD too.</summary>
    private static string MethodOf(SignableRequest request, PresentedSignature presented) =>
        presented.Scheme == SignatureScheme.V4Url && request is { Method: "HEAD", Key: not null }
            ? "GET"
            : request.Method;

    private static string?[] Resource(SignableRequest request) => [request.Bucket, request.Key];

    /// <summary>Of each name the values in their order.</summary>
    private static IEnumerable<object> Query(SignableRequest request) =>
        request
            .Query.Where(parameter => parameter.Key != V4Parameters.Signature)
            .GroupBy(parameter => parameter.Key, parameter => parameter.Value)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (object)new { Name = group.Key, Values = group.ToArray() });

    /// <summary>Lines of one name are one value; empty metadata means nothing.</summary>
    private static IEnumerable<object> Headers(SignableRequest request, Func<string, bool> isSigned) =>
        request
            .Headers.Select(header => (Name: header.Key.ToLowerInvariant(), Value: header.Value.Trim([' ', '\t'])))
            .Where(header => isSigned(header.Name))
            .Where(header =>
                header.Value.Length > 0 || !header.Name.StartsWith("x-oss-meta-", StringComparison.Ordinal)
            )
            .GroupBy(header => header.Name, header => header.Value)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (object)new { Name = group.Key, Value = string.Join(',', group) });

    private static bool Lists(PresentedSignature presented, string name) =>
        presented.AdditionalHeaders.Contains(name, StringComparer.OrdinalIgnoreCase);
}
