using System.Diagnostics;
using Ossa.Protocol.Signing;
using Ossa.Server.Audit;
using Ossa.Server.Road;

namespace Ossa.Server.Repeating;

/// <summary>What was found out about a request that was answered, for those that take down and count what is answered in the same way.</summary>
/// <param name="Operation">What was asked for.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="SentBytes">How many bytes its body has.</param>
/// <param name="RequestId">The id of the request.</param>
/// <param name="AccessKeyId">The key that signed, or null.</param>
/// <param name="Moments">The first and the last moment at which the signature counts.</param>
/// <param name="Audit">Its line in the audit log.</param>
internal sealed record AnswerFacts(
    string Operation,
    int Status,
    long SentBytes,
    string RequestId,
    string? AccessKeyId,
    (DateTimeOffset First, DateTimeOffset Last) Moments,
    AuditTemplate Audit
)
{
    public static AnswerFacts Of(OssContext context) =>
        new(
            context.Operation,
            context.Http.Response.StatusCode,
            context.SentBytes,
            context.RequestId,
            context.Caller.AccessKeyId,
            MomentsOf(context.Signature),
            new AuditTemplate(AuditEntries.Of(context, refusal: null, TimeSpan.Zero))
        );

    private static (DateTimeOffset First, DateTimeOffset Last) MomentsOf(PresentedSignature? signature) =>
        signature switch
        {
            null => (DateTimeOffset.MinValue, DateTimeOffset.MaxValue),
            { } url when url.Scheme == SignatureScheme.V1Url => (DateTimeOffset.MinValue, url.ExpiresAt),
            { } url when url.Scheme == SignatureScheme.V4Url => (url.Time - SignatureV4.MaxSkew, url.ExpiresAt),
            _ => throw new UnreachableException(
                "A signature in a header is of one moment, and its answer is not kept."
            ),
        };
}
