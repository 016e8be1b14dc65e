namespace Ossa.Server.Traffic;

/// <summary>What a server was asked for within one hour.</summary>
/// <param name="Hour">When the hour began.</param>
/// <param name="Answers">Requests that were answered as they asked.</param>
/// <param name="Refusals">Requests that were refused for what they are.</param>
/// <param name="Failures">Requests that the server failed.</param>
/// <param name="ReceivedBytes">Bytes of the requests' bodies.</param>
/// <param name="SentBytes">Bytes of the answers' bodies.</param>
public sealed record TrafficHour(
    DateTimeOffset Hour,
    long Answers,
    long Refusals,
    long Failures,
    long ReceivedBytes,
    long SentBytes
);
