using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;

namespace Ossa.Server.Explaining;

/// <summary>A signed URL with all that can be read from it without any secret.</summary>
public sealed class SignedUrl
{
    private SignedUrl(RawUrl raw, IReadOnlyList<Address> addresses, SignedUrlRequest given)
    {
        Raw = raw;
        Addresses = addresses;
        Given = given;
        Query = Decode(raw.Query, plusIsSpace: true);
        try
        {
            Signature = PresentedSignatures.Read(Request());
        }
        catch (OssException refusal)
        {
            Refusal = refusal;
        }
    }

    /// <summary>Who signed, also where the URL is otherwise broken; null where it does not say.</summary>
    public string? AccessKeyId =>
        Signature?.AccessKeyId ?? Find(V4Parameters.Credential)?.Split('/')[0] ?? Find(V1Parameters.AccessKeyId);

    /// <summary>The token of a session that came along; null where there is none.</summary>
    public string? SecurityToken => Find(IsV4 ? V4Parameters.SecurityToken : V1Parameters.SecurityToken);

    internal RawUrl Raw { get; }

    /// <summary>The readings of host and path, the likeliest first.</summary>
    internal IReadOnlyList<Address> Addresses { get; }

    internal Address Address => Addresses[0];

    /// <summary>What the user said besides the URL.</summary>
    internal SignedUrlRequest Given { get; }

    /// <summary>The decoded parameters.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Query { get; }

    /// <summary>The signature, or null where there is none or it cannot be read.</summary>
    internal PresentedSignature? Signature { get; }

    /// <summary>Why it cannot be read.</summary>
    internal OssException? Refusal { get; }

    internal bool IsV4 => Find(V4Parameters.Version) is not null || Find(V4Parameters.Credential) is not null;

    internal bool IsV1 =>
        !IsV4 && (Find(V1Parameters.AccessKeyId) is not null || Find(V1Parameters.Signature) is not null);

    /// <summary>The decoded key of the likeliest reading.</summary>
    internal string Key => DecodeKey(Address, plusIsSpace: false);

    /// <summary>Reads a signed URL, however it is spoiled otherwise.</summary>
    /// <param name="text">The URL as somebody pasted it.</param>
    /// <param name="given">What is known of the request besides.</param>
    /// <param name="endpointHost">The host of an endpoint under which buckets are names of their own, or null.</param>
    /// <exception cref="NotSignedException">It is none.</exception>
    public static SignedUrl Read(string text, SignedUrlRequest given, string? endpointHost)
    {
        if (!RawUrl.TryParse(text, out var raw))
        {
            throw new NotSignedException("That is no http or https URL.", isUrl: false);
        }
        var url = new SignedUrl(raw, Explaining.Addresses.Find(raw, given.Bucket, endpointHost), given);
        return url.IsV4 || url.IsV1
            ? url
            : throw new NotSignedException(
                url.Query.Any(IsOfS3)
                    ? "The URL is signed for S3 (X-Amz-..., AWSAccessKeyId); OSS wants a signature of its own."
                    : "The URL is not signed: it has neither x-oss-credential (V4) nor OSSAccessKeyId (V1). In a shell it needs quotes.",
                isUrl: true
            );
    }

    /// <summary>The first value of this parameter, or null.</summary>
    internal string? Find(string name)
    {
        foreach (var (candidate, value) in Query)
        {
            if (candidate == name)
            {
                return value;
            }
        }
        return null;
    }

    /// <summary>The request that a client makes of the URL, as the likeliest reading has it.</summary>
    internal SignableRequest Request() => Request(Address, Given.Method ?? "GET", plusIsSpaceInKey: false);

    internal SignableRequest Request(Address address, string method, bool plusIsSpaceInKey) =>
        new(
            method,
            address.Bucket,
            address.Bucket is null ? null : KeyOrNull(DecodeKey(address, plusIsSpaceInKey)),
            Query,
            Given.Headers
        );

    /// <summary>Decodes what can be decoded and leaves the rest, so that a bad URL can still be explained.</summary>
    internal static string DecodeText(string raw, bool plusIsSpace) =>
        UriEncoding.TryDecode(raw, plusIsSpace, out var decoded) ? decoded : raw;

    private static string DecodeKey(Address address, bool plusIsSpace) => DecodeText(address.RawKey, plusIsSpace);

    private static string? KeyOrNull(string key) => key.Length == 0 ? null : key;

    internal static IReadOnlyList<KeyValuePair<string, string>> Decode(string rawQuery, bool plusIsSpace) =>
        [
            .. rawQuery
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(piece => piece.Split('=', 2))
                .Select(parts =>
                    KeyValuePair.Create(
                        DecodeText(parts[0], plusIsSpace),
                        parts.Length == 1 ? "" : DecodeText(parts[1], plusIsSpace)
                    )
                ),
        ];

    private static bool IsOfS3(KeyValuePair<string, string> parameter) =>
        parameter.Key.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase) || parameter.Key == "AWSAccessKeyId";
}
