namespace Ossa.Client;

/// <summary>How a server is, and what it was asked for of late.</summary>
/// <param name="Now">What time it is to the server.</param>
/// <param name="Health">Its state.</param>
/// <param name="CountedSince">Since when it counts, which is when it started.</param>
/// <param name="Traffic">The hours of the last day in which something was asked for, the oldest first.</param>
public sealed record ServerStatus(
    DateTimeOffset Now,
    ServerHealth Health,
    DateTimeOffset CountedSince,
    IReadOnlyList<ServerTrafficHour> Traffic
);

/// <summary>The state of a server.</summary>
/// <param name="Ready">Whether it should be sent requests.</param>
/// <param name="AcceptsWrites">Whether its store accepts writes.</param>
/// <param name="Queues">What waits.</param>
/// <param name="Scrub">What is known of damage.</param>
public sealed record ServerHealth(bool Ready, bool AcceptsWrites, ServerQueues Queues, ServerScrub Scrub)
{
    /// <summary>Why it is not ready, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>What its data disk has left, in bytes, or null when nothing is kept on a disk.</summary>
    public long? FreeBytes { get; init; }

    /// <summary>Whether new data is refused for want of space, or soon will be; null when nothing is kept on a disk.</summary>
    public bool? ShortOfSpace { get; init; }

    /// <summary>Its certificate for TLS, or null without one.</summary>
    public ServerCertificate? Certificate { get; init; }
}

/// <summary>The lengths of a server's queues.</summary>
/// <param name="Batches">Batches that wait to be written.</param>
/// <param name="Garbage">What could not be freed at the last look, since somebody still reads it.</param>
public sealed record ServerQueues(long Batches, long Garbage);

/// <summary>The reading of all that is stored, to find damage.</summary>
/// <param name="Running">Whether one is under way.</param>
public sealed record ServerScrub(bool Running)
{
    /// <summary>The last whole one, or null before the first.</summary>
    public ServerScrubReport? Last { get; init; }
}

/// <summary>A whole scrub.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Objects">How many records it verified.</param>
/// <param name="Bytes">How many bytes it read.</param>
/// <param name="Damaged">How many damages it found.</param>
public sealed record ServerScrubReport(
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    long Objects,
    long Bytes,
    long Damaged
);

/// <summary>A certificate for TLS.</summary>
/// <param name="EndsAt">When it ends.</param>
/// <param name="EndsSoon">Whether that is soon, or was.</param>
public sealed record ServerCertificate(DateTimeOffset EndsAt, bool EndsSoon);

/// <summary>What a server was asked for within one hour.</summary>
/// <param name="Hour">When the hour began.</param>
/// <param name="Answers">Requests that were answered as they asked.</param>
/// <param name="Refusals">Requests that were refused for what they are.</param>
/// <param name="Failures">Requests that the server failed.</param>
/// <param name="ReceivedBytes">Bytes of the requests' bodies.</param>
/// <param name="SentBytes">Bytes of the answers' bodies.</param>
public sealed record ServerTrafficHour(
    DateTimeOffset Hour,
    long Answers,
    long Refusals,
    long Failures,
    long ReceivedBytes,
    long SentBytes
);
