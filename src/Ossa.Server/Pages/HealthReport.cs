using System.Text.Json.Serialization;

namespace Ossa.Server.Pages;

/// <summary>What the health page shows.</summary>
/// <param name="Ready">Whether the server should be sent requests.</param>
/// <param name="Reason">Why not, or null.</param>
/// <param name="AcceptsWrites">Whether the store accepts writes.</param>
/// <param name="FreeBytes">What the data disk has left, or null when nothing is kept on a disk.</param>
/// <param name="ShortOfSpace">Whether new data is refused for want of space, or soon will be; null as before.</param>
/// <param name="Queues">What waits.</param>
/// <param name="Scrub">What is known of damage.</param>
/// <param name="Certificate">The certificate for TLS, or null without one.</param>
public sealed record HealthReport(
    bool Ready,
    string? Reason,
    bool AcceptsWrites,
    long? FreeBytes,
    bool? ShortOfSpace,
    QueuesReport Queues,
    ScrubReport Scrub,
    CertificateReport? Certificate
);

/// <summary>The certificate for TLS.</summary>
/// <param name="EndsAt">When it ends.</param>
/// <param name="EndsSoon">Whether that is soon, or was.</param>
public sealed record CertificateReport(DateTimeOffset EndsAt, bool EndsSoon);

/// <summary>The lengths of queues.</summary>
/// <param name="Batches">Batches that wait to be written.</param>
/// <param name="Garbage">What could not be freed at the collector's last look, since somebody still reads it.</param>
public sealed record QueuesReport(long Batches, long Garbage);

/// <summary>The scrubber.</summary>
/// <param name="Running">Whether a scrub is under way.</param>
/// <param name="Last">The last whole scrub, or null before the first.</param>
public sealed record ScrubReport(bool Running, LastScrubReport? Last);

/// <summary>A whole scrub: times, records verified, bytes read, damages found.</summary>
public sealed record LastScrubReport(
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    long Objects,
    long Bytes,
    long Damaged
);

[JsonSerializable(typeof(HealthReport))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
internal sealed partial class HealthJson : JsonSerializerContext;
