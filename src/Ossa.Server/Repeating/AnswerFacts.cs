using Ossa.Server.Audit;
using Ossa.Server.Road;

namespace Ossa.Server.Repeating;

/// <summary>What was found out about a request that was answered, for those that take down and count what is answered in the same way.</summary>
/// <param name="Operation">What was asked for.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="SentBytes">How many bytes its body has.</param>
/// <param name="RequestId">The id of the request.</param>
/// <param name="AccessKeyId">The key that signed, or null.</param>
/// <param name="IsUrlJudged">Whether URLs are denied one by one.</param>
/// <param name="Audit">Its line in the audit log.</param>
internal sealed record AnswerFacts(
    string Operation,
    int Status,
    long SentBytes,
    string RequestId,
    string? AccessKeyId,
    bool IsUrlJudged,
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
            context.IsUrlJudged,
            new AuditTemplate(AuditEntries.Of(context, refusal: null, TimeSpan.Zero))
        );
}
