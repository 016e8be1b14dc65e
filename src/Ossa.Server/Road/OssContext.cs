using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Ossa.Engine;
using Ossa.Engine.Bodies;
using Ossa.Engine.Buckets;
using Ossa.Engine.Identity;
using Ossa.Engine.Objects;
using Ossa.Protocol.Errors;
using Ossa.Server.Audit;
using Ossa.Server.Connections;
using Ossa.Server.Hosting;
using Ossa.Server.Identity;
using Ossa.Server.Reading;
using Ossa.Server.Repeating;
using Ossa.Server.Throttling;
using Ossa.Server.Writing;

namespace Ossa.Server.Road;

/// <summary>One request on its way down the road: what has been found out about it so far.</summary>
internal sealed class OssContext(
    HttpContext http,
    OssaEngine engine,
    ServerOptions options,
    string requestId,
    TimeProvider time
) : IAsyncDisposable
{
    private readonly long _started = time.GetTimestamp();
    private AccessDecisions _decisions;
    private RecordTexts? _texts;
    private PresentedUrl? _url;

    public HttpContext Http => http;

    public OssaEngine Engine => engine;

    public ServerOptions Options => options;

    /// <summary>24 hexadecimal digits that the answer carries and the log repeats.</summary>
    public string RequestId => requestId;

    /// <summary>What is asked for, such as PutObject, by which it is counted and logged; another word until that is known.</summary>
    public string Operation { get; set; } = "Unknown";

    /// <summary>Writes a refusal where the protocol that was spoken has a form of its own for it; null for that of OSS.</summary>
    public Func<OssException, Task>? WriteRefusal { get; set; }

    /// <summary>Whether there is a request to read the body of; one that is only told of, or foreseen, has none.</summary>
    public bool HasCome { get; init; } = true;

    /// <summary>The tags in the document of the request, once somebody asked for them.</summary>
    public Task<IReadOnlyList<KeyValuePair<string, string>>>? TagsInDocument { get; set; }

    /// <summary>When the request arrived; every check of time in it uses this.</summary>
    public DateTimeOffset Now
    {
        get
        {
            IsRepeatable = false;
            return Arrival;
        }
    }

    /// <summary>
    /// The same, for what is checked anew for each request with the same head: the time of a signature, and the ends of sessions, which are not
    /// repeated.
    /// </summary>
    public DateTimeOffset Arrival { get; } = time.GetUtcNow();

    /// <summary>Set before a request is decided about; false once something was looked at in which another one with the same head may differ.</summary>
    public bool IsRepeatable { get; set; }

    /// <summary>How long the request has taken so far.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>What the request is about, as its signature proved.</summary>
    public RequestTarget Target { get; set; } = new(null, null, []);

    /// <summary>From where the request comes, through proxies that are trusted.</summary>
    public required ClientConnection Client
    {
        get
        {
            IsRepeatable = false;
            return field;
        }
        init;
    }

    /// <summary>Takes down how the request is answered; null where nobody wants to know.</summary>
    public AnswerRecording? Recording { get; init; }

    /// <summary>How the signature in the request's header or its URL was found right, where that is taken down; else null.</summary>
    public SignatureProof? Proof { get; set; }

    /// <summary>Whether URLs are denied one by one, so that another one for the same may be refused.</summary>
    public bool IsUrlJudged { get; set; }

    public Caller Caller { get; set; } = Caller.Anonymous;

    /// <summary>
    /// Notes that the caller's key is in use. That is known before the answer begins, so whoever has the answer finds it. Sessions and links are no
    /// keys of anybody.
    /// </summary>
    /// <param name="service">One of <see cref="ServiceNames"/>.</param>
    public void NoteKeyUse(string service)
    {
        if (Caller is { AccessKeyId: { } id, Session: null, Link: null })
        {
            engine.KeyUses.Note(id, Arrival, service);
        }
    }

    /// <summary>Who there is in the caller's account; asked for only where somebody signed.</summary>
    public IdentityStore Identities =>
        engine.IdentitiesOf(
            Caller.AccountId
                ?? throw new UnreachableException("The road let nobody in particular look after an account.")
        );

    /// <summary>What was decided about what the caller may do, and why.</summary>
    public ref AccessDecisions Decisions => ref _decisions;

    /// <summary>Whether the caller proved itself by the Authorization header, as programs do and pages do not.</summary>
    public bool IsSignedInHeader { get; set; }

    /// <summary>The bucket that the target names, where there is one.</summary>
    public Bucket? FoundBucket { get; set; }

    /// <summary>The bucket; asked for only by operations that need one.</summary>
    public Bucket Bucket =>
        FoundBucket ?? throw new UnreachableException("The road let an operation pass without its bucket.");

    /// <summary>The bucket that the request's host stands for, or null on the service host.</summary>
    public string? HostBucket { get; set; }

    /// <summary>Whether the request came to a host that stands for one bucket, rather than to the service host.</summary>
    public bool IsBucketHost => HostBucket is not null;

    /// <summary>The names of hosts that are the server's own.</summary>
    public required HostNames HostNames { get; init; }

    /// <summary>The key; asked for only by operations on objects.</summary>
    public string Key =>
        Target.Key ?? throw new UnreachableException("The road let an object operation pass without a key.");

    /// <summary>How many uploads there may be beside the one that this request may be.</summary>
    public required ActiveLimit<ClientNetwork> Uploads { get; init; }

    /// <summary>The form that uploads an object, where the request is one.</summary>
    public FormUpload? Form { get; set; }

    /// <summary>Bytes of the request's body that were read.</summary>
    public long ReceivedBytes { get; set; }

    /// <summary>Bytes of the answer's body that were sent.</summary>
    public long SentBytes { get; set; }

    /// <summary>How long it took until the answer began, or null before that.</summary>
    public TimeSpan? AnswerBegan { get; set; }

    /// <summary>The object's record, where the operation gives it out and there is one.</summary>
    public ObjectRecord? FoundRecord { get; set; }

    /// <summary>The object with its body open, where the operation gives out the body.</summary>
    public OpenObject? Opened { get; set; }

    /// <summary>The record; asked for only by operations that give it out.</summary>
    public ObjectRecord Record =>
        FoundRecord ?? throw new UnreachableException("The road found no record for an operation that gives one out.");

    /// <summary>What headers say of an object, put into words once.</summary>
    public RecordTexts TextsOf(ObjectRecord record) =>
        _texts is { } known && ReferenceEquals(known.Record, record) ? known : _texts = RecordTexts.Of(record);

    /// <summary>What the target shows of a signed URL, read once.</summary>
    public PresentedUrl Url =>
        _url is { } known && ReferenceEquals(known.Query, Target.Query) ? known : _url = PresentedUrl.Of(Target);

    /// <summary>The body of <see cref="Record"/>.</summary>
    public ObjectBody Body =>
        Opened?.Body ?? throw new UnreachableException("The road opened no body for an operation that gives one out.");

    /// <summary>Closes what was opened, so that another object can take its place.</summary>
    public async ValueTask CloseObjectAsync()
    {
        await (Opened?.DisposeAsync() ?? ValueTask.CompletedTask);
        Opened = null;
        FoundRecord = null;
    }

    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>A request header's value, repeated ones joined; null when absent.</summary>
    public string? Header(string name) =>
        http.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>What the request says of the object to be made: by a field of its form, else by a header. Null when it says nothing.</summary>
    public string? Stated(string name) => Form is null ? Header(name) : Form.Stated(name);

    /// <summary>All that the request says in this way under names that begin like this.</summary>
    public IEnumerable<KeyValuePair<string, string>> StatedUnder(string prefix)
    {
        var names = Form is null ? http.Request.Headers.Keys : Form.Fields.Keys;
        return names
            .Where(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(name => new KeyValuePair<string, string>(name, Stated(name)!));
    }

    public ValueTask DisposeAsync()
    {
        Form?.Dispose();
        return Opened?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
