using Ossa.Protocol.Access;
using Ossa.Server.Audit;
using Ossa.Server.Domains;
using Ossa.Server.Throttling;
using Ossa.Server.Tls;
using Ossa.Server.Transport;

namespace Ossa.Server.Hosting;

/// <summary>How a server presents itself and how exact it is.</summary>
public sealed record ServerOptions
{
    /// <summary>The region that signatures must name; "any" accepts every region (not with <see cref="Strict"/>).</summary>
    public string Region { get; init; } = "cn-hangzhou";

    /// <summary>Host names under which <c>bucket.HOST</c> names a bucket; <c>localhost</c> is always one.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    /// <summary>
    /// Domains of the server's owner: they and all below them may be mapped to buckets without a record in the DNS that shows whose they are.
    /// </summary>
    public IReadOnlyList<string> TrustedDomains { get; init; } = [];

    /// <summary>Where records that show whose a domain is are looked up.</summary>
    public ITxtLookup TxtLookup { get; init; } = new DnsTxtLookup();

    /// <summary>What the server says of itself in answers, or null for the address that the request came to.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The certificate for https addresses; null where there are none.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>No leniences: what passes here passes against the real service.</summary>
    public bool Strict { get; init; }

    /// <summary>
    /// How long the sender of a body may send nothing, or the receiver of an answer may take to read one buffer (256 KiB at most), before
    /// the connection is given up.
    /// </summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What carries bytes between sockets and HTTP.</summary>
    public TransportKind Transport { get; init; } = TransportKind.Direct;

    /// <summary>What clients may take of the server.</summary>
    public ClientLimits ClientLimits { get; init; } = new();

    /// <summary>Addresses of proxies whose forwarded headers count; those of everybody else are ignored.</summary>
    public IReadOnlyList<AddressRange> TrustedProxies { get; init; } = [];

    /// <summary>The bearer token that opens the metrics page from anywhere; null keeps it to this machine.</summary>
    public string? MetricsToken { get; init; }

    /// <summary>How often the logs of buckets are written as objects; a large one is not waited for.</summary>
    public TimeSpan LoggingInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Where the audit log is kept; null for none.</summary>
    public AuditOptions? Audit { get; init; } = new();

    /// <summary>
    /// How much memory may be taken by answers to downloads of small objects that were asked for repeatedly, so that they are given again without
    /// walking the road; 0 for none. Without a word it goes by the memory that there is.
    /// </summary>
    public long AnswerBytes { get; init; } =
        Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 128, 16L << 20, 128L << 20);

    /// <summary>How long running transfers may go on after a shutdown was asked for.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How the region is written in a bucket's location.</summary>
    public string Location => "oss-" + (Region == AnyRegion ? "cn-hangzhou" : Region);

    /// <summary>The value of <see cref="Region"/> that accepts every region.</summary>
    public const string AnyRegion = "any";
}
