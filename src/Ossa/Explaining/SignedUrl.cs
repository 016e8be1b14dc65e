using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;

namespace Ossa.Explaining;

/// <summary>A signed URL with all that can be read from it without any secret.</summary>
internal sealed class SignedUrl
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

    public RawUrl Raw { get; }

    /// <summary>The readings of host and path, the likeliest first.</summary>
    public IReadOnlyList<Address> Addresses { get; }

    public Address Address => Addresses[0];

    /// <summary>What the user said besides the URL.</summary>
    public SignedUrlRequest Given { get; }

    /// <summary>The decoded parameters.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; }

    /// <summary>The signature, or null where there is none or it cannot be read.</summary>
    public PresentedSignature? Signature { get; }

    /// <summary>Why it cannot be read.</summary>
    public OssException? Refusal { get; }

    public bool IsV4 => Find(V4Parameters.Version) is not null || Find(V4Parameters.Credential) is not null;

    public bool IsV1 =>
        !IsV4 && (Find(V1Parameters.AccessKeyId) is not null || Find(V1Parameters.Signature) is not null);

    /// <summary>The decoded key of the likeliest reading.</summary>
    public string Key => DecodeKey(Address, plusIsSpace: false);

    public static SignedUrl Read(RawUrl raw, SignedUrlRequest given, string? endpointHost) =>
        new(raw, Explaining.Addresses.Find(raw, given.Bucket, endpointHost), given);

    /// <summary>The first value of this parameter, or null.</summary>
    public string? Find(string name)
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
    public SignableRequest Request() => Request(Address, Given.Method ?? "GET", plusIsSpaceInKey: false);

    public SignableRequest Request(Address address, string method, bool plusIsSpaceInKey) =>
        new(
            method,
            address.Bucket,
            address.Bucket is null ? null : KeyOrNull(DecodeKey(address, plusIsSpaceInKey)),
            Query,
            Given.Headers
        );

    /// <summary>Decodes what can be decoded and leaves the rest, so that a bad URL can still be explained.</summary>
    public static string DecodeText(string raw, bool plusIsSpace) =>
        UriEncoding.TryDecode(raw, plusIsSpace, out var decoded) ? decoded : raw;

    private static string DecodeKey(Address address, bool plusIsSpace) => DecodeText(address.RawKey, plusIsSpace);

    private static string? KeyOrNull(string key) => key.Length == 0 ? null : key;

    public static IReadOnlyList<KeyValuePair<string, string>> Decode(string rawQuery, bool plusIsSpace) =>
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
}
