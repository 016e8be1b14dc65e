using System.Text;
using Ossa.Protocol.Signing;

namespace Ossa.Server.Explaining;

/// <summary>What is signed, cut into lines that can be shown and compared one by one.</summary>
internal static class CanonicalText
{
    private static readonly string[] V1Names = ["method", "content-md5", "content-type", "date"];

    private static readonly string[] StringToSignNames = ["algorithm", "time", "scope", "hash of the request"];

    /// <summary>The canonical request of V4, or the string to sign of V1; null where the signature cannot be read.</summary>
    public static string? Of(SignedUrl url, SignableRequest request) =>
        url.Signature switch
        {
            { Scope: not null } v4 => Encoding.UTF8.GetString(
                SignatureV4.CanonicalRequest(request with { AdditionalHeaders = v4.AdditionalHeaders })
            ),
            { } v1 => Encoding.UTF8.GetString(SignatureV1.StringToSign(request, v1.Timestamp)),
            null => null,
        };

    /// <summary>The string to sign of V4; null for others.</summary>
    public static string? StringToSignOf(SignedUrl url, string canonicalRequest) =>
        url.Signature is { Scope: { } scope } v4
            ? SignatureV4.StringToSign(v4.Timestamp, scope, Encoding.UTF8.GetBytes(canonicalRequest))
            : null;

    /// <summary>The parts of a V4 canonical request.</summary>
    public static IReadOnlyList<CanonicalPart> SplitV4(string canonicalRequest)
    {
        var lines = canonicalRequest.Split('\n');
        List<CanonicalPart> parts = [new("method", lines[0]), new("path", lines.ElementAtOrDefault(1) ?? "")];
        parts.AddRange(SplitQuery(lines.ElementAtOrDefault(2) ?? ""));
        var rest = lines.Skip(3).ToArray();
        var headers = rest.TakeWhile(line => line.Length > 0).ToArray();
        parts.AddRange(headers.Select(Header));
        parts.Add(new("signed headers", rest.ElementAtOrDefault(headers.Length + 1) ?? ""));
        parts.Add(new("payload", rest.ElementAtOrDefault(headers.Length + 2) ?? ""));
        return parts;
    }

    /// <summary>The parts of a V1 string to sign.</summary>
    public static IReadOnlyList<CanonicalPart> SplitV1(string stringToSign)
    {
        var lines = stringToSign.Split('\n');
        List<CanonicalPart> parts = [.. V1Names.Zip(lines, (name, line) => new CanonicalPart(name, line))];
        parts.AddRange(lines.Skip(V1Names.Length).SkipLast(1).Select(Header));
        var resource = lines[^1].Split('?', 2);
        parts.Add(new("resource", resource[0]));
        parts.AddRange(SplitQuery(resource.ElementAtOrDefault(1) ?? ""));
        return parts;
    }

    /// <summary>The parts of a V4 string to sign, for errors that show no canonical request.</summary>
    public static IReadOnlyList<CanonicalPart> SplitStringToSign(string stringToSign) =>
        [.. StringToSignNames.Zip(stringToSign.Split('\n'), (name, line) => new CanonicalPart(name, line))];

    private static IEnumerable<CanonicalPart> SplitQuery(string query) =>
        query
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(piece => new CanonicalPart($"query {piece.Split('=')[0]}", piece));

    private static CanonicalPart Header(string line) => new($"header {line.Split(':')[0]}", line);
}
