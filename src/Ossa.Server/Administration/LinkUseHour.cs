namespace Ossa.Server.Administration;

/// <summary>What a link was used for within one hour.</summary>
/// <param name="Hour">When the hour began.</param>
/// <param name="Answers">Requests for its object, or uploads, that were answered.</param>
/// <param name="Refusals">Requests that were refused.</param>
/// <param name="SentBytes">Bytes that were sent through it.</param>
/// <param name="ReceivedBytes">Bytes that came in through it.</param>
public sealed record LinkUseHour(DateTimeOffset Hour, long Answers, long Refusals, long SentBytes, long ReceivedBytes);
