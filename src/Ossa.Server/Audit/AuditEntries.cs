using Ossa.Protocol.Errors;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Audit;

/// <summary>Makes the entry of a request. All that comes from outside has a bound.</summary>
internal static class AuditEntries
{
    private const int MaxNameCharacters = 1024;
    private const int MaxBucketCharacters = 64;
    private const int MaxUserAgentCharacters = 256;

    public static AuditEntry Of(OssContext context, OssError? refusal, TimeSpan elapsed)
    {
        var (target, caller) = (context.Target, context.Caller);
        return new AuditEntry
        {
            Time = context.Now,
            RequestId = context.RequestId,
            Account = caller.AccountId,
            User = caller.User?.User.Name,
            UserId = caller.User?.User.Id,
            Role = caller.Session?.Session.RoleName,
            Session = caller.Session?.Session.Name,
            AccessKeyId = caller.AccessKeyId,
            Address = context.Client.Address?.ToString(),
            Operation = context.Operation,
            Bucket = Begin(target.Bucket, MaxBucketCharacters),
            Key = Begin(target.Key, MaxNameCharacters),
            VersionId = Begin(target["versionId"], MaxBucketCharacters),
            Decision = context.Decisions.Deciding is { } deciding ? Describe(deciding, target.Key) : null,
            Decisions =
                context.Decisions.Count > 1
                    ? [.. context.Decisions.Kept.Select(decision => Describe(decision, target.Key))]
                    : null,
            // Whoever went away was told no status.
            Status = refusal == ErrorAnswer.ClientGone ? refusal.Status : context.Http.Response.StatusCode,
            Code = refusal?.Code,
            Ec = refusal?.Ec,
            Message = context.Decisions.Deciding is { IsAllowed: false } ? null : refusal?.Message,
            ReceivedBytes = context.ReceivedBytes,
            SentBytes = context.SentBytes,
            Milliseconds = Math.Round(elapsed.TotalMilliseconds, 3),
            UserAgent = Begin(
                context.Header("User-Agent") is { } agent ? WireText.ToText(agent) : null,
                MaxUserAgentCharacters
            ),
            Signature = context.Url.Fingerprint,
            Expires = context.Url.Expires,
        };
    }

    private static AuditDecision Describe(AccessDecision decision, string? key) =>
        new(
            decision.Action,
            decision.Key == key ? null : Begin(decision.Key, MaxNameCharacters),
            decision.IsAllowed,
            decision.Reason
        );

    /// <summary>The beginning of a text; no character is cut in two.</summary>
    private static string? Begin(string? text, int most)
    {
        if (text is null || text.Length <= most)
        {
            return text;
        }

        return char.IsHighSurrogate(text[most - 1]) ? text[..(most - 1)] : text[..most];
    }
}
