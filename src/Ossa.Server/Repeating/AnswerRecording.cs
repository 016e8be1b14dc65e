using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Ossa.Engine;
using Ossa.Engine.Bodies;
using Ossa.Protocol.Signing;
using Ossa.Server.Road;
using Ossa.Server.Transport;

namespace Ossa.Server.Repeating;

/// <summary>Takes down how one request is answered: what the road says of it, and all bytes that go out.</summary>
internal sealed class AnswerRecording
{
    /// <summary>A longer answer is not kept; no body that lies with its record is as long.</summary>
    private const int MaxBytes = 128 * 1024;

    private readonly ulong _hash;
    private readonly byte[] _head;
    private readonly SigningPlaces _places;
    private ArrayBufferWriter<byte> _bytes = new();
    private StoreReads? _reads;
    private AnswerFacts? _facts;
    private SignatureProof? _proof;
    private BodySource? _source;
    private long _fileBytes;
    private bool _isGivenUp;

    /// <param name="hash">The hash of the request's head.</param>
    /// <param name="head">The head.</param>
    public AnswerRecording(ulong hash, in RequestHead head)
    {
        _hash = hash;
        _head = head.Bytes.ToArray();
        _places = head.Places;
    }

    /// <summary>Takes down what the road has found out of a request that it has answered by nothing but its words and the rows that it read.</summary>
    public void Offer(StoreReads reads, OssContext context)
    {
        if (CanRepeat(context))
        {
            _reads = reads;
            _facts = AnswerFacts.Of(context);
            _proof = context.Proof;
            _source = context.SentBytes == context.Body.Length ? context.Body.Source : null;
        }
    }

    /// <summary>So many bytes go out.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.WrittenCount + bytes.Length > MaxBytes)
        {
            GiveUp();
        }

        if (!_isGivenUp)
        {
            _bytes.Write(bytes);
        }
    }

    /// <summary>The answer cannot be said again, so that nothing of it has to be taken down.</summary>
    public void GiveUp() => (_isGivenUp, _bytes) = (true, new ArrayBufferWriter<byte>());

    /// <summary>So many bytes go out of a file, where they stay.</summary>
    public void AppendFile(int bytes) => _fileBytes += bytes;

    /// <summary>The answer, or null where something of it may not be said to another request.</summary>
    /// <param name="bodies">Keeps a body in memory from where it can be sent like a file; null where the connection sends no files.</param>
    public KnownAnswer? Finish(MemoryBodies? bodies)
    {
        if (
            _facts is not { } facts
            || _isGivenUp
            // Others would be pushed out by what is of no use.
            || _reads is not { Holds: true }
            || (_fileBytes > 0 && !IsOneFile(facts))
            || AnswerBytes.TryRead(_bytes.WrittenSpan, facts, _fileBytes) is not { } bytes
        )
        {
            return null;
        }

        var head = new RequestHead(_head, _places);
        var series = head.LooksSigned ? SeriesOf(head, _proof) : null;
        // Others whose URLs are like it would be taken for it.
        if (head.LooksSigned && series is null)
        {
            return null;
        }

        var url = ProvenUrl.Of(_proof?.Presented);
        // Last, as it has to be disposed of.
        var memory = bodies?.TryKeep(bytes.Body);
        var answer = memory is null ? bytes : bytes.WithoutBody();
        return new KnownAnswer(_hash, _head, _places, _reads, facts, answer, url, series)
        {
            Source = _fileBytes > 0 ? _source : null,
            Memory = memory,
        };
    }

    /// <summary>Whether the body is one file, and all of it can be sent at once.</summary>
    private bool IsOneFile(AnswerFacts facts) =>
        _source is not null && _fileBytes == facts.SentBytes && _fileBytes <= FileAnswer.MaxPartBytes;

    /// <summary>The series of a URL that is what the road has believed; null where it only looks signed.</summary>
    private static SignedUrlSeries? SeriesOf(in RequestHead head, SignatureProof? proof) =>
        proof is { Presented: var presented }
        && Ascii.Equals(head.Date, presented.Timestamp)
        && Utf8Parser.TryParse(head.Expires, out int seconds, out _)
        && seconds == presented.ExpiresSeconds
        && Ascii.Equals(head.Signature, presented.Signature)
            ? SignedUrlSeries.Of(presented, proof.Request, proof.Secret)
            : null;

    /// <summary>
    /// A link and a session have ends of their own, a signature in a header is of one moment, and what is decrypted is not kept. What goes at a pace
    /// takes its time, and a bucket that has a log tells more of a request than is known here. What a custom domain leads to is not among the rows.
    /// </summary>
    private static bool CanRepeat(OssContext context) =>
        context.IsRepeatable
        && context is { IsSignedInHeader: false, Caller: { Link: null, Session: null } }
        && context.Opened is { Record.Encryption: null, Body: { InMemory: not null } or { Source: not null } }
        && context.Bucket.Logging is null
        && !context.HostNames.TryReadCustomDomain(Locator.HostOf(context.Http), out _);
}
