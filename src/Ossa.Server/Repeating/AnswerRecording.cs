using System.Buffers;
using Ossa.Engine;
using Ossa.Server.Road;

namespace Ossa.Server.Repeating;

/// <summary>Takes down how one request is answered: what the road says of it, and all bytes that go out.</summary>
/// <param name="hash">The hash of the request's head.</param>
/// <param name="head">The head.</param>
internal sealed class AnswerRecording(ulong hash, byte[] head)
{
    /// <summary>A longer answer is not kept; no body that lies with its record is as long.</summary>
    private const int MaxBytes = 128 * 1024;

    private ArrayBufferWriter<byte> _bytes = new();
    private StoreReads? _reads;
    private AnswerFacts? _facts;
    private bool _isTooLong;

    /// <summary>Takes down what the road has found out of a request that it has answered by nothing but its words and the rows that it read.</summary>
    public void Offer(StoreReads reads, OssContext context)
    {
        if (CanRepeat(context))
        {
            _reads = reads;
            _facts = AnswerFacts.Of(context);
        }
    }

    /// <summary>So many bytes go out.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.WrittenCount + bytes.Length > MaxBytes)
        {
            (_isTooLong, _bytes) = (true, new ArrayBufferWriter<byte>());
        }

        if (!_isTooLong)
        {
            _bytes.Write(bytes);
        }
    }

    /// <summary>The answer, or null where something of it may not be said to another request.</summary>
    public KnownAnswer? Finish() =>
        _facts is { } facts && !_isTooLong && AnswerBytes.TryRead(_bytes.WrittenSpan, facts) is { } bytes
            ? new KnownAnswer(hash, head, _reads!, facts, bytes)
            : null;

    /// <summary>
    /// A link and a session have ends of their own, a signature in a header is of one moment, and what is decrypted is not kept. What goes at a pace
    /// takes its time, and a bucket that has a log tells more of a request than is known here. What a custom domain leads to is not among the rows.
    /// </summary>
    private static bool CanRepeat(OssContext context) =>
        context.IsRepeatable
        && context is { IsSignedInHeader: false, Caller: { Link: null, Session: null } }
        && context.Opened is { Record.Encryption: null, Body.InMemory: not null }
        && context.Bucket.Logging is null
        && !context.HostNames.TryReadCustomDomain(Locator.HostOf(context.Http), out _);
}
