using System.Text;

namespace Ossa.Protocol.Signing;

/// <summary>
/// The parts of a request that signatures speak of, independent of addressing: the same for path style, virtual-hosted
/// style and custom domains, and the same for the side that signs and the side that verifies.
/// </summary>
/// <param name="Method">The HTTP method in upper case.</param>
/// <param name="Bucket">The bucket, or null at the service level.</param>
/// <param name="Key">The decoded object key, or null at the bucket level. Needs a bucket.</param>
/// <param name="Query">Decoded query parameters in any order; an absent value is the empty string.</param>
/// <param name="Headers">
/// Headers with names in any case, one entry a line. Only those that a signature covers matter; the rest may be present.
/// </param>
public sealed record SignableRequest(
    string Method,
    string? Bucket,
    string? Key,
    IReadOnlyList<KeyValuePair<string, string>> Query,
    IReadOnlyList<KeyValuePair<string, string>> Headers
)
{
    /// <summary>
    /// How characters of header values become the bytes that are signed: Latin1 where each character is a byte as it came
    /// over the wire (a server), UTF-8 where they are text (a client). There is no third.
    /// </summary>
    /// <exception cref="ArgumentException">It is another encoding.</exception>
    public Encoding HeaderEncoding
    {
        get;
        init =>
            field =
                value.CodePage == Encoding.UTF8.CodePage || value.CodePage == Encoding.Latin1.CodePage
                    ? value
                    : throw new ArgumentException("Headers are signed as UTF-8 or as Latin1.", nameof(value));
    } = Encoding.UTF8;

    /// <summary>Names of further signed headers besides those that V4 always signs; lower case, in any order.</summary>
    public IReadOnlyList<string> AdditionalHeaders { get; init; } = [];
}
