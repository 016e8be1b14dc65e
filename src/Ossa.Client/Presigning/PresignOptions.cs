using System.Net;

namespace Ossa.Client;

/// <summary>What else a signed URL says. Nothing can be added to the URL afterwards.</summary>
public sealed record PresignOptions
{
    /// <summary>The name under which a browser saves the object, in any script; it becomes response-content-disposition.</summary>
    public string? DownloadName { get; init; }

    /// <summary>The version that the URL is for, or null for the object as it is whenever the URL is used.</summary>
    public string? VersionId { get; init; }

    /// <summary>The media type that whoever uses the URL must send: for uploads. They must send exactly this one, and none if null.</summary>
    public string? ContentType { get; init; }

    /// <summary>
    /// Further headers that whoever uses the URL must send. With V4 all of them are signed; with V1 only Content-MD5 and x-oss-*.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The addresses from which alone the URL counts, or null for all; an IPv4 network, or an IPv6 one where the server has such clients.
    /// With V1 the address is signed and not shown in the URL.
    /// </summary>
    public IPNetwork? From { get; init; }

    /// <summary>Further query parameters, such as response-content-type or x-oss-process.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();
}
