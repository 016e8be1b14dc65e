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
    /// <summary>What one takes beside its words and the body, about: the rows read, the record, and what was read off the target.</summary>
    private const int UsualBytes = 2048;

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
    }

    /// <summary>What the request said.</summary>
    public RequestWords Words { get; }

    /// <summary>About how much memory this takes, with the body and the row that it was read from.</summary>
    public long Bytes => UsualBytes + Words.Bytes + 2 * _opened.Body.Length;

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
            && context is { FoundRecord.Encryption: null, Opened.Body.InMemory: not null };
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
}
