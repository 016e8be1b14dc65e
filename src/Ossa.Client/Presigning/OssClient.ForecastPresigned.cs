using System.Text.Json;
using Ossa.Client.Sending;
using Ossa.Protocol.Access;
using Ossa.Protocol.Signing;

namespace Ossa.Client;

public sealed partial class OssClient
{
    private const string AccessPath = "access";

    /// <summary>
    /// Asks whether a signed URL that is made now will be answered, and until when: by the permissions of the signer, by what is there, and
    /// as if the URL were used from here. Only Ossa tells; the request is signed with V4 and changes nothing.
    /// </summary>
    /// <param name="method">The method, such as GET or PUT.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The object's key, or null for a request to the bucket.</param>
    /// <param name="validity">For how long the URL is to hold, in whole seconds: 1 second to 7 days.</param>
    /// <param name="options">What else it says.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The validity is below one second or above seven days.</exception>
    /// <exception cref="InvalidOperationException">The endpoint is a bucket's own domain, where nothing of this is told.</exception>
    /// <exception cref="OssServiceException">The server does not know the signer, or is no Ossa.</exception>
    public Task<AccessForecast> ForecastPresignedAsync(
        HttpMethod method,
        string bucket,
        string? key,
        TimeSpan validity,
        PresignOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        CheckValidity(validity);
        var described = Describe(method, bucket, key, options ?? new PresignOptions());
        var end = _clock.Now + TimeSpan.FromSeconds(Math.Floor(validity.TotalSeconds));
        var request = OssRequest
            .Administrative(HttpMethod.Post, AccessPath)
            .Parameter("method", method.Method)
            .Parameter("bucket", bucket)
            .Parameter("key", key)
            .Parameter("query", UriEncoding.EncodeQuery(described.Query))
            .Parameter("until", SigningTime.ToIsoBasic(end))
            .AllHeaders(described.Headers);
        return _sender.SendAsync(request, ReadForecast, cancellationToken);
    }

    private static AccessForecast ReadForecast(Stream answer)
    {
        try
        {
            return AccessForecast.Read(answer);
        }
        catch (JsonException e)
        {
            throw new OssResponseException("The answer does not say what will become of a request.", e);
        }
    }
}
