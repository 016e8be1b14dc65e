using System.Globalization;
using Ossa.Engine.Objects;
using Ossa.Protocol.Access;
using Ossa.Protocol.Headers;
using Ossa.Server.Reading;

namespace Ossa.Server.Road;

/// <summary>What conditions of policies find in a request.</summary>
/// <param name="context">The request.</param>
/// <param name="question">What it wants.</param>
/// <param name="record">The object that is there; looked up only where a condition asks for its tags.</param>
/// <param name="stated">The tags that its document gives the object; read only where a condition asks for them.</param>
internal sealed class RequestFacts(
    OssContext context,
    AccessQuestion question,
    ObjectRecord? record,
    IReadOnlyList<KeyValuePair<string, string>>? stated
)
{
    private const int MaxUserAgentCharacters = 1024;

    /// <summary>What the request has under a key, or null for nothing. Keys are alike in upper and lower case, tags are not.</summary>
    public string? Find(string key) =>
        Is(key, ConditionKeys.SourceIp) ? context.Client.Address?.ToString()
        : Is(key, ConditionKeys.UserAgent) ? UserAgent(context)
        : Is(key, ConditionKeys.CurrentTime) ? Time(context.Now)
        : Is(key, ConditionKeys.SecureTransport) ? (context.Client.IsSecure ? "true" : "false")
        : Is(key, ConditionKeys.AccessId) ? context.Caller.AccessKeyId
        : Is(key, ConditionKeys.PrincipalArn) ? context.Caller.Arn
        : Is(key, ConditionKeys.Prefix) ? OfListing("prefix")
        : Is(key, ConditionKeys.Delimiter) ? OfListing("delimiter")
        : Is(key, ConditionKeys.Acl) ? context.Stated(OssHeaders.Acl)
        : Is(key, ConditionKeys.ObjectAcl) ? context.Stated(OssHeaders.ObjectAcl)
        : Tag(key, ConditionKeys.BucketTag, () => question.Bucket?.Tags)
            ?? Tag(key, ConditionKeys.ExistingObjectTag, () => record?.Tags)
            ?? Tag(key, ConditionKeys.RequestObjectTag, SetTags);

    /// <summary>The parameters of a listing say nothing where they have no effect, and everybody may add them there.</summary>
    private string? OfListing(string parameter) =>
        question.Key is null && question.Action.StartsWith("oss:List", StringComparison.Ordinal)
            ? context.Target[parameter]
            : null;

    /// <summary>The tags that the request gives its object; the header has no effect where a copy takes its source's.</summary>
    private IReadOnlyList<KeyValuePair<string, string>> SetTags() =>
        stated is not null ? stated
        : !question.IsOfWrite
        || (context.Header(OssHeaders.CopySource) is not null && !TaggingHeader.ReplacesThoseOfSource(context))
            ? []
        : TaggingHeader.Read(context);

    /// <summary>Its beginning, since patterns are matched with it.</summary>
    private static string? UserAgent(OssContext context) =>
        context.Header("User-Agent") is { } agent ? agent[..Math.Min(agent.Length, MaxUserAgentCharacters)] : null;

    private static string? Tag(string key, string family, Func<IReadOnlyList<KeyValuePair<string, string>>?> tags)
    {
        if (!key.StartsWith(family, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var name = key[family.Length..];
        foreach (var tag in tags() ?? [])
        {
            if (tag.Key == name)
            {
                return tag.Value;
            }
        }

        return null;
    }

    private static string Time(DateTimeOffset now) =>
        now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static bool Is(string key, string known) => key.Equals(known, StringComparison.OrdinalIgnoreCase);
}
