using System.Text.Json.Serialization;

namespace Ossa.Server.Explaining;

/// <summary>What somebody tells of a request that did not work.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ExplainRequest
{
    /// <summary>Its signed URL; null where its id is told instead.</summary>
    public string? Url { get; init; }

    /// <summary>Its id, as x-oss-request-id has it; then the audit log is asked, and nothing else need be told.</summary>
    public string? RequestId { get; init; }

    /// <summary>Its method; null where it is not known.</summary>
    public string? Method { get; init; }

    /// <summary>The bucket behind a custom domain; null where the URL tells it.</summary>
    public string? Bucket { get; init; }

    /// <summary>The headers that the client sent.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>The address of the client; null for that of whoever asks.</summary>
    public string? Address { get; init; }

    /// <summary>The error that the client got, in XML; null where it is not at hand.</summary>
    public string? Error { get; init; }
}
