namespace Ossa.Server.Throttling;

/// <summary>What clients may take of a server, each one for itself and all together.</summary>
public sealed record ClientLimits
{
    /// <summary>How much memory a request is allowed for, several times what one takes.</summary>
    private const long MemoryOfRequest = 1024 * 1024;

    /// <summary>The same for an upload, which holds blocks that are being hashed and written.</summary>
    private const long MemoryOfUpload = 8 * MemoryOfRequest;

    /// <summary>
    /// The most connections from one address, or from one /64 of IPv6; null for no bound. Trusted proxies have none: a connection of theirs
    /// is not one client's.
    /// </summary>
    public int? AddressConnections { get; init; } = 1024;

    /// <summary>How often one address, or one /64 of IPv6, may ask; null for no bound.</summary>
    public RequestRate? AddressRate { get; init; }

    /// <summary>How often one access key may ask; null for no bound.</summary>
    public RequestRate? KeyRate { get; init; }

    /// <summary>
    /// The most requests at one time, all clients together; null for no bound. Without a word it goes by the memory that there is, since
    /// whatever is more would have it grow before anybody were refused.
    /// </summary>
    public int? Requests { get; init; } = Fitting(MemoryOfRequest);

    /// <summary>The most uploads at one time, all clients together; null for no bound. It goes by the memory, too.</summary>
    public int? Uploads { get; init; } = Fitting(MemoryOfUpload);

    /// <summary>How long the headers of a request may take to arrive, and a TLS handshake.</summary>
    public TimeSpan HeaderTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection may stay open between two requests.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The fewest bytes a second, on average over the time that was spent waiting for the sender, in which a body may arrive; null for no
    /// bound. It counts once that time is longer than the idle time-out.
    /// </summary>
    public long? UploadBytesPerSecond { get; init; } = 240;

    /// <summary>How many there may be in the memory that this process may use, which a container bounds.</summary>
    private static int Fitting(long bytes) =>
        (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / bytes, 1, int.MaxValue);
}
