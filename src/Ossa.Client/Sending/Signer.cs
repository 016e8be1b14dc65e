using Ossa.Protocol.Headers;
using Ossa.Protocol.Signing;

namespace Ossa.Client.Sending;

/// <summary>Signs requests in their headers and URLs in their query, in the version that the client was made for.</summary>
internal sealed class Signer(SignatureVersion version, string region)
{
    /// <summary>The request's headers with those of the signature.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Authorize(OssRequest request, AccessKey? key, DateTimeOffset now)
    {
        if (key is null)
        {
            return request.Headers;
        }
        var signable = ToSignable(request);
        var added =
            version == SignatureVersion.V4 || request.IsAdministrative
                ? SignatureV4.Authorize(key, region, CredentialScope.OssProduct, now, signable)
                : SignatureV1.Authorize(key, now, WithOssDate(signable, now));
        return [.. request.Headers, .. added];
    }

    /// <summary>The query of a signed URL.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Presign(
        OssRequest request,
        IReadOnlyList<string> additionalHeaders,
        AccessKey key,
        DateTimeOffset now,
        TimeSpan validity
    )
    {
        var signable = ToSignable(request) with { AdditionalHeaders = additionalHeaders };
        return version == SignatureVersion.V4
            ? SignatureV4.Presign(key, region, CredentialScope.OssProduct, now, (int)validity.TotalSeconds, signable)
            : WithoutAddress(SignatureV1.Presign(key, now + validity, signable));
    }

    /// <summary>The service documents that V1 signs the address to which a URL is bound without showing it.</summary>
    private static IReadOnlyList<KeyValuePair<string, string>> WithoutAddress(
        IReadOnlyList<KeyValuePair<string, string>> query
    ) => [.. query.Where(parameter => parameter.Key != AddressBinding.SourceAddressParameter)];

    /// <summary>HttpClient writes the Date header in its own way, so V1 gets its time from x-oss-date.</summary>
    private static SignableRequest WithOssDate(SignableRequest request, DateTimeOffset now) =>
        request with
        {
            Headers = [.. request.Headers, new(OssHeaders.OssDate, SigningTime.ToHttpDate(now))],
        };

    private static SignableRequest ToSignable(OssRequest request) =>
        new(request.Method.Method, request.Bucket, request.Key, request.Query, request.Headers);
}
