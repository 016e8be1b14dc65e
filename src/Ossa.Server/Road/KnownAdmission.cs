using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Protocol.Signing;
using Ossa.Server.Audit;
using Ossa.Server.Cors;
using Ossa.Server.Identity;
using Ossa.Server.Operations;
using Ossa.Server.Throttling;
using Ossa.Server.Writing;

namespace Ossa.Server.Road;

/// <summary>
/// How a download of a small object was let in: all that the road found out before it handed the request over. It can be said of a later
/// request with the same words as long as every row that was read for it is as it was, and as the signature's time has not run out.
/// </summary>
internal sealed class KnownAdmission
{
    /// <summary>What one takes whatever was asked for: the objects of which it consists, and the words of usual length among them.</summary>
    private const int UsualBytes = 2048;

    /// <summary>
    /// How much the bucket, the record and the policies take in memory for each byte of the rows that describe them. It is most in lists of
    /// words of one letter.
    /// </summary>
    private const int ReadPerRowByte = 12;

    /// <summary>What a decision takes, or the name of a header that is signed, beside its letters.</summary>
    private const int ItemBytes = 100;

    private readonly StoreReads _reads;
    private readonly RequestTarget _target;
    private readonly Bucket _bucket;
    private readonly PresentedSignature? _signature;
    private readonly Caller _caller;
    private readonly Operation _operation;
    private readonly AccessDecision[] _decisions;
    private readonly OpenObject _opened;
    private readonly ObjectRecord _record;
    private readonly RecordTexts _texts;
    private readonly PresentedUrl _url;

    private KnownAdmission(RequestWords words, StoreReads reads, OssContext context, Operation operation)
    {
        Words = words;
        _reads = reads;
        _target = context.Target;
        _bucket = context.Bucket;
        _signature = context.Signature;
        _caller = context.Caller;
        _operation = operation;
        _decisions = [.. context.Decisions.Kept];
        _opened = context.Opened!;
        _record = context.Record;
        _texts = context.TextsOf(_record);
        _url = context.Url;
        Bytes = Measure();
    }

    /// <summary>What the request said.</summary>
    public RequestWords Words { get; }

    /// <summary>
    /// How much memory this takes at most, with the body and all rows that were read. They count as its own, for nothing else may keep them any
    /// more once they have changed.
    /// </summary>
    public long Bytes { get; }

    /// <summary>Whether walking the road again would lead to the same.</summary>
    public bool Holds => _reads.Holds;

    /// <summary>What is known of a request that was just let in, or null where something of it may not be said of another one.</summary>
    /// <param name="words">What it said.</param>
    /// <param name="reads">What was read for it.</param>
    /// <param name="context">How it was let in.</param>
    /// <param name="operation">What it asks for.</param>
    public static KnownAdmission? Of(RequestWords words, StoreReads reads, OssContext context, Operation operation)
    {
        // A link and a session have ends of their own, a signature in a header is of one moment, and what is decrypted is not kept.
        var isRepeatable =
            context.IsRepeatable
            && reads.Holds
            && context is { IsSignedInHeader: false, Caller: { Link: null, Session: null } }
            && context.Decisions.Count <= AccessDecisions.MaxKept
            // What a link leads to is described by the record that was opened, not by the one that was found.
            && context.Opened is { Record.Encryption: null, Body.InMemory: not null };
        return isRepeatable ? new KnownAdmission(words, reads, context, operation) : null;
    }

    /// <summary>
    /// Lets a request with the same words in, in the order of the road, and hands it over. What depends on the moment is checked anew.
    /// </summary>
    public Task RepeatAsync(OssContext context, RequestLimits limits)
    {
        context.Target = _target;
        context.FoundBucket = _bucket;
        CorsHeaders.Write(context);
        _signature?.CheckTime(context.Arrival);
        context.Caller = _caller;
        context.NoteKeyUse(ServiceNames.Oss);
        limits.RequireKey(context);
        context.Operation = _operation.Name;
        foreach (var decision in _decisions)
        {
            context.Decisions.Add(decision);
        }

        context.Opened = _opened;
        context.FoundRecord = _record;
        context.TakeOver(_texts, _url);
        return _operation.HandleAsync(context);
    }

    private long Measure()
    {
        var describing = Math.Max(0, _reads.RowBytes - _opened.Body.Length);
        var signedHeaders = _signature is PresentedV4Signature signature ? signature.AdditionalHeaders.Count : 0;
        return UsualBytes
            + Words.Bytes
            + ItemBytes * (_decisions.Length + signedHeaders)
            + _reads.Bytes
            + ReadPerRowByte * describing
            + _opened.Body.Length;
    }
}
