using Ossa.Engine;

namespace Ossa.Server.Repeating;

/// <summary>
/// How a download of a small object was answered. A later request with the same head is answered in the same way as long as every row that was
/// read for it is as it was, and as the signature's time has not run out.
/// </summary>
internal sealed class KnownAnswer(ulong hash, byte[] head, StoreReads reads, AnswerFacts facts, AnswerBytes answer)
{
    /// <summary>What one takes whatever was asked for: the objects of which it consists.</summary>
    private const int UsualBytes = 1024;

    /// <summary>The hash of the head.</summary>
    public ulong Hash => hash;

    /// <summary>What the road found out.</summary>
    public AnswerFacts Facts => facts;

    /// <summary>The bytes of the answer.</summary>
    public AnswerBytes Answer => answer;

    /// <summary>
    /// How much memory this takes at most, with all rows that were read. They count as its own, for nothing else may keep them any more once they
    /// have changed.
    /// </summary>
    public long Bytes { get; } = UsualBytes + head.Length + facts.Audit.Length + answer.Length + reads.Bytes;

    /// <summary>
    /// Whether a request has the same head. To be asked only where the hashes are the same: how long it takes then tells nothing of a signature to
    /// somebody who does not know it.
    /// </summary>
    public bool IsOf(ReadOnlySpan<byte> other) => other.SequenceEqual(head);

    /// <summary>Whether walking the road again would lead to the same.</summary>
    /// <param name="now">When the request arrived.</param>
    public bool HoldsAt(DateTimeOffset now) => now >= facts.Moments.First && now <= facts.Moments.Last && reads.Holds;
}
