using Ossa.Engine.Buckets;
using Ossa.Protocol.Headers;

namespace Ossa.Server.Road;

/// <summary>Who pays for a request to a bucket whose requesters are to. Nothing is billed here; whoever would have to pay must say so.</summary>
internal static class RequesterPayment
{
    private const string Requester = "requester";

    /// <summary>
    /// Whether a bucket is closed to the caller because nobody pays: another account than the bucket's has to say that it does, in a header or in the query,
    /// and nobody in particular cannot.
    /// </summary>
    public static bool IsMissing(OssContext context, Bucket bucket) =>
        bucket.RequesterPays && context.Caller.AccountId != bucket.OwnerId && !IsOffered(context);

    private static bool IsOffered(OssContext context) =>
        !context.Caller.IsAnonymous
        && (
            context.Http.Request.Headers[OssHeaders.RequestPayer] == Requester
            || context.Target[OssHeaders.RequestPayer] == Requester
        );
}
