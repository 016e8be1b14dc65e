using System.Text;
using Ossa.Engine;
using Ossa.Engine.Bodies;
using Ossa.Protocol.Signing;

namespace Ossa.Server.Repeating;

/// <summary>
/// How a download was answered. A later request with a head like its own is answered in the same way as long as every row that
/// was read for it is as it was, and if its signature is right and counts.
/// </summary>
/// <param name="hash">The hash of the head.</param>
/// <param name="head">The head.</param>
/// <param name="places">Where its URL tells when it was signed.</param>
/// <param name="reads">The rows that were read.</param>
/// <param name="facts">What the road found out.</param>
/// <param name="answer">The bytes of the answer.</param>
/// <param name="signature">What was found out about its signature.</param>
/// <param name="series">The series to which its URL belongs; null where it is none that may be signed again.</param>
internal sealed class KnownAnswer(
    ulong hash,
    byte[] head,
    SigningPlaces places,
    StoreReads reads,
    AnswerFacts facts,
    AnswerBytes answer,
    ProvenUrl signature,
    SignedUrlSeries? series
) : IDisposable
{
    /// <summary>What one takes whatever was asked for: the objects of which it consists.</summary>
    private const int UsualBytes = 1536;

    private readonly long _bytes =
        UsualBytes
        + (2 * head.Length)
        + (series?.Canonical.Length ?? 0)
        + facts.Audit.Line.Length
        + answer.Bytes.Length
        + reads.Bytes;

    private readonly ProvenUrl _first = signature;

    /// <summary>Another URL whose signature need not be checked again: the last one that came twice in a row; null before there is any.</summary>
    private volatile ProvenHead? _again;

    private ulong _once;

    /// <summary>The hash of the head.</summary>
    public ulong Hash => hash;

    /// <summary>What the road found out.</summary>
    public AnswerFacts Facts => facts;

    /// <summary>The file of the store that has the body, which comes after the bytes of the answer; null where no file of it does.</summary>
    public BodySource? Source { get; init; }

    /// <summary>The body where it is kept in a file of its own, in memory; else null.</summary>
    public MemoryBody? Memory { get; init; }

    /// <summary>Whether the body comes out of a file, after the bytes of the answer.</summary>
    public bool IsInFile => Source is not null || Memory is not null;

    /// <summary>The bytes of the answer.</summary>
    public AnswerBytes Answer => answer;

    /// <summary>
    /// How much memory this takes at most, with all rows that were read. They count as its own, for nothing else may keep them any more once they
    /// have changed.
    /// </summary>
    public long Bytes => _bytes + (Memory?.Bytes ?? 0);

    /// <summary>
    /// Has the processor load what answering takes. Of many answers hardly any is in its caches, and to wait for each part when it is needed took a
    /// twentieth to a twelfth of a download.
    /// </summary>
    public void Prefetch()
    {
        ProcessorCache.Load(head);
        ProcessorCache.Load(answer.Bytes);
        ProcessorCache.Load(facts.Audit.Line);
        if (series is not null)
        {
            ProcessorCache.Load(series.Canonical);
        }
    }

    /// <summary>Whether a request may be answered in the same way, if its signature is right.</summary>
    public bool IsOf(in RequestHead other) => new RequestHead(head, places).IsLike(other);

    /// <summary>Whether walking the road again would lead to the same.</summary>
    public bool Holds => reads.Holds;

    /// <summary>What is found out about the signature of a like request; null where it does not count now.</summary>
    /// <param name="other">Its head.</param>
    /// <param name="now">When it arrived.</param>
    public ProvenUrl? Prove(in RequestHead other, DateTimeOffset now)
    {
        if (other.IsSignedAs(new RequestHead(head, places)))
        {
            return _first.CountsAt(now) ? _first : null;
        }

        if (_again is { } again && other.IsSignedAs(again.Head))
        {
            return again.Url.CountsAt(now) ? again.Url : null;
        }

        var proven = series is null ? null : Verify(series, other, now);
        // Where it is to be asked whether it was denied, that is to be asked each time.
        if (proven is not null && !facts.IsUrlJudged)
        {
            Note(other, proven);
        }

        return proven;
    }

    /// <summary>It is kept no longer. Whoever is about to send it may still do so, or finds that it cannot.</summary>
    public void Dispose() => Memory?.Dispose();

    /// <summary>Whether it is the URL of the request that was answered first, of which the audit line and the rows tell.</summary>
    public bool IsFirst(ProvenUrl url) => ReferenceEquals(url, _first);

    private static ProvenUrl? Verify(SignedUrlSeries series, in RequestHead head, DateTimeOffset now) =>
        series.Verify(
            Encoding.ASCII.GetString(head.Date),
            Encoding.ASCII.GetString(head.Expires),
            Encoding.ASCII.GetString(head.Signature),
            now
        )
            is { } presented
            ? ProvenUrl.Of(presented)
            : null;

    /// <summary>
    /// A URL is kept when it comes again: to keep each that comes once would have the collector carry it off from among what is old, which took a
    /// tenth of all time.
    /// </summary>
    private void Note(in RequestHead other, ProvenUrl url)
    {
        var sight = other.SignatureHash;
        if (sight == Interlocked.Exchange(ref _once, sight))
        {
            _again = new ProvenHead(other.Bytes.ToArray(), other.Places, url);
        }
    }

    private sealed record ProvenHead(byte[] Bytes, SigningPlaces Places, ProvenUrl Url)
    {
        public RequestHead Head => new(Bytes, Places);
    }
}
