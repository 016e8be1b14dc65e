using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations;

/// <summary>One operation of the OSS API: where it is reached, what it asks of its caller, and what it does.</summary>
internal abstract class Operation
{
    /// <summary>The API's name, such as PutObject.</summary>
    public abstract string Name { get; }

    public abstract Route Route { get; }

    /// <summary>The action that policies speak of, such as oss:PutObject.</summary>
    public virtual string Action => "oss:" + Name;

    /// <summary>
    /// Whether a document names the objects that it is about, so that the road cannot judge it as a whole: its handler asks for each of them.
    /// </summary>
    public virtual bool NamesItsObjects => false;

    public abstract Need Need { get; }

    /// <summary>What of its object the operation gives out; the road opens it.</summary>
    public virtual Reads Reads => Reads.Nothing;

    /// <summary>Whether what is given out of a symbolic link is what it leads to; otherwise it is the link itself.</summary>
    public virtual bool FollowsSymlinks => false;

    /// <summary>
    /// Whether versionId names the object that the operation is about. Everywhere else the parameter counts for nothing, for the judgement
    /// of the caller above all: it is the current object that a write replaces, whatever version its sender names.
    /// </summary>
    public virtual bool TakesVersion => Reads != Reads.Nothing;

    /// <summary>PutBucket and PutBucketAcl alone work on a bucket that may not be there yet.</summary>
    public virtual bool NeedsBucket => Route.Level != Level.Service;

    /// <summary>What of the operation is missing, for the documentation; null when it is whole.</summary>
    public virtual string? Missing => null;

    /// <summary>The action of a request: one that names a version is another than the one on the current object.</summary>
    public string ActionOf(RequestTarget target) =>
        TakesVersion && target.Has("versionId") ? ActionOnVersion(Action) : Action;

    /// <summary>The action that a policy must allow where a version is named: oss:GetObjectVersion for oss:GetObject.</summary>
    public static string ActionOnVersion(string action) =>
        action.Replace("Object", "ObjectVersion", StringComparison.Ordinal);

    /// <summary>The action on the object itself, for an action on one of its versions; null for any other action.</summary>
    public static string? ActionOnObject(string action) =>
        action.Contains("ObjectVersion", StringComparison.Ordinal) && action != "oss:ListObjectVersions"
            ? action.Replace("ObjectVersion", "Object", StringComparison.Ordinal)
            : null;

    /// <summary>
    /// What a request does besides, each of which must be allowed too: tags that a write states are tags that it sets.
    /// </summary>
    public virtual IEnumerable<string> FurtherActions(OssContext context) =>
        Need == Need.Write && TaggingHeader.IsStated(context) ? ["oss:PutObjectTagging"] : [];

    /// <summary>
    /// The tags that the document of the request gives its object; null where it has no such document. Conditions may ask for them before the handler
    /// does.
    /// </summary>
    public virtual ValueTask<IReadOnlyList<KeyValuePair<string, string>>?> ReadTagsAsync(OssContext context) =>
        ValueTask.FromResult<IReadOnlyList<KeyValuePair<string, string>>?>(null);

    /// <summary>Does it and writes the answer. The caller has been authorized.</summary>
    public abstract Task HandleAsync(OssContext context);
}
