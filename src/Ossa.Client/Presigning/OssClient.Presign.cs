using Ossa.Client.Sending;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Signing;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Makes a signed URL: whoever has it may make this one request until it expires, with the signer's permissions. No request is made.
    /// With temporary credentials of which it is known when they end, the URL ends no later.
    /// See https://www.alibabacloud.com/help/en/oss/developer-reference/add-signatures-to-urls.
    /// </summary>
    /// <param name="method">The method, such as GET or PUT.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The object's key, or null for a request to the bucket.</param>
    /// <param name="validity">For how long it holds, in whole seconds: 1 second to 7 days.</param>
    /// <param name="options">What else it says.</param>
    /// <param name="cancellationToken">Gives up getting the credentials.</param>
    /// <exception cref="ArgumentOutOfRangeException">The validity is below one second or above seven days.</exception>
    /// <exception cref="InvalidOperationException">There are no credentials to sign with.</exception>
    /// <exception cref="OssCredentialsExpiredException">They are temporary, and have ended.</exception>
    public async ValueTask<PresignedRequest> PresignAsync(
        HttpMethod method,
        string bucket,
        string? key,
        TimeSpan validity,
        PresignOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        CheckValidity(validity);
        var credentials =
            await _options.Credentials.GetAsync(cancellationToken)
            ?? throw new InvalidOperationException("A signed URL needs credentials.");
        options ??= new PresignOptions();
        var request = Describe(method, bucket, key, options);
        string[] additional = [.. request.Headers.Select(header => header.Key)];
        // Signatures know whole seconds only.
        var now = DateTimeOffset.FromUnixTimeSeconds(_clock.Now.ToUnixTimeSeconds());
        var whole = WholeSeconds(validity, credentials.ExpiresAt - now);
        var query = _signer.Presign(request, additional, credentials, now, whole);
        return new PresignedRequest
        {
            Method = method,
            Url = _endpoint.UrlOf(bucket, key, query),
            SignedAt = now,
            Expiration = now + whole,
            SignedHeaders = request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase),
        };
    }

    private static void CheckValidity(TimeSpan validity)
    {
        if (validity < TimeSpan.FromSeconds(1) || validity > TimeSpan.FromSeconds(SignatureV4.MaxExpiresSeconds))
        {
            throw new ArgumentOutOfRangeException(
                nameof(validity),
                validity,
                "A signed URL holds for at least 1 second and at most 7 days."
            );
        }
    }

    private static TimeSpan WholeSeconds(TimeSpan validity, TimeSpan? left)
    {
        var seconds = Math.Floor((left < validity ? left.Value : validity).TotalSeconds);
        return seconds >= 1 ? TimeSpan.FromSeconds(seconds) : throw new OssCredentialsExpiredException();
    }

    private static OssRequest Describe(HttpMethod method, string bucket, string? key, PresignOptions options)
    {
        var disposition = options.DownloadName is { } name ? ContentDisposition.OfDownload(name) : null;
        var request = key is null ? new OssRequest(method, bucket) : new OssRequest(method, bucket, key);
        return request
            .AllParameters(options.Query)
            .Parameter(GetObjectOptions.VersionIdParameter, options.VersionId)
            .Parameter("response-content-disposition", disposition)
            .Parameter(AddressBinding.SourceAddressParameter, options.From?.BaseAddress.ToString())
            .Parameter(AddressBinding.PrefixLengthParameter, options.From is { } from ? $"{from.PrefixLength}" : null)
            .Header(OssHeaders.ContentType, options.ContentType)
            .AllHeaders(options.Headers);
    }
}
