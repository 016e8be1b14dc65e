using Ossa.Client.Addressing;
using Ossa.Client.Sending;
using Ossa.Protocol.Regions;

namespace Ossa.Client;

/// <summary>
/// A client of an OSS-compatible object store: Ossa, or the real service. It is made once and used by many threads; each operation is
/// one method. Bodies are streamed both ways and their CRC-64 is verified.
/// </summary>
/// <remarks>
/// What goes wrong is an <see cref="OssClientException"/>: <see cref="OssServiceException"/> (the server refused),
/// <see cref="OssChecksumException"/>, <see cref="OssCredentialsExpiredException"/>, <see cref="OssConnectionException"/> or <see cref="OssResponseException"/>.
/// </remarks>
public sealed partial class OssClient : IDisposable
{
    private const string DefaultRegion = "cn-hangzhou";

    private readonly OssClientOptions _options;
    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly Endpoint _endpoint;
    private readonly Signer _signer;
    private readonly Clock _clock;
    private readonly RequestSender _sender;

    /// <summary>Makes a client with connections of its own.</summary>
    /// <exception cref="ArgumentException">The endpoint is none, or tells no region where one is needed.</exception>
    public OssClient(OssClientOptions options)
        : this(options, Connections.Create(options.PinnedCertificate), ownsHttp: true) { }

    /// <summary>
    /// Makes a client on connections of the caller's, which are not closed with it. Their handler must not follow redirects nor
    /// decompress, and should send header values as UTF-8 if there shall be user metadata beyond ASCII.
    /// </summary>
    /// <exception cref="ArgumentException">The endpoint is none, or tells no region where one is needed.</exception>
    public OssClient(OssClientOptions options, HttpClient http)
        : this(options, http, ownsHttp: false) { }

    private OssClient(OssClientOptions options, HttpClient http, bool ownsHttp)
    {
        _options = options;
        _http = http;
        _ownsHttp = ownsHttp;
        _endpoint = Endpoint.Parse(options.Endpoint, options.Addressing);
        _signer = new Signer(options.Signature, ChooseRegion(options, _endpoint));
        _clock = new Clock(options.Clock);
        var retries = new RetryPolicy(options.MaxAttempts);
        _sender = new RequestSender(
            http,
            _endpoint,
            _signer,
            options.Credentials,
            retries,
            _clock,
            options.IdleTimeout
        );
    }

    /// <summary>Closes the client's own connections.</summary>
    public void Dispose()
    {
        if (_ownsHttp)
        {
            _http.Dispose();
        }
    }

    private static string ChooseRegion(OssClientOptions options, Endpoint endpoint)
    {
        if ((options.Region ?? endpoint.Region) is { } region)
        {
            return RegionTable.FromLocation(region);
        }
        return endpoint.NeedsRegion && options.Signature == SignatureVersion.V4
            ? throw new ArgumentException(
                $"The endpoint '{options.Endpoint}' serves all regions, so Region must be set.",
                nameof(options)
            )
            : DefaultRegion;
    }
}
