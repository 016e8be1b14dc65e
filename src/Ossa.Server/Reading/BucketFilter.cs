using System.Text.Json;
using Ossa.Engine.Buckets;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>
/// Which buckets ListBuckets is asked for beside their names: those of a resource group, and those with tags. The tags are one, by
/// <c>tag-key</c> and <c>tag-value</c>, or several, by <c>tagging="key":"value","key":"value"</c>, all of which a bucket must have.
/// </summary>
/// <param name="IsOfGroup">Whether only a resource group is asked for.</param>
/// <param name="Group">The resource group, or null for the default one.</param>
/// <param name="Tags">The tags; a value of null stands for any.</param>
internal sealed record BucketFilter(bool IsOfGroup, string? Group, IReadOnlyList<KeyValuePair<string, string?>> Tags)
{
    public static BucketFilter Read(OssContext context) =>
        new(
            context.Header(OssHeaders.ResourceGroupId) is not null,
            ResourceGroups.ReadHeader(context),
            ReadTags(context)
        );

    public bool Takes(Bucket bucket) =>
        (!IsOfGroup || bucket.ResourceGroupId == Group)
        && Tags.All(wanted =>
            bucket.Tags.Any(tag => tag.Key == wanted.Key && (wanted.Value is null || tag.Value == wanted.Value))
        );

    private static List<KeyValuePair<string, string?>> ReadTags(OssContext context)
    {
        var key = context.Target["tag-key"] ?? "";
        var value = context.Target["tag-value"] ?? "";
        var tagging = context.Target["tagging"] ?? "";
        if (tagging.Length > 0)
        {
            return key.Length == 0 && value.Length == 0
                ? ReadTagging(tagging)
                : throw ListParameters.Invalid(OssErrors.InvalidTagFilter, "tagging", tagging);
        }

        if (key.Length > 0)
        {
            return [new(key, value.Length == 0 ? null : value)];
        }

        return value.Length == 0 ? [] : throw ListParameters.Invalid(OssErrors.InvalidTagFilter, "tag-value", value);
    }

    /// <summary>The parameter is the inside of a JSON object whose values are strings.</summary>
    private static List<KeyValuePair<string, string?>> ReadTagging(string text)
    {
        try
        {
            using var json = JsonDocument.Parse($"{{{text}}}");
            return
            [
                .. json
                    .RootElement.EnumerateObject()
                    .Select(member => new KeyValuePair<string, string?>(member.Name, StringOf(member.Value))),
            ];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw ListParameters.Invalid(OssErrors.InvalidTagFilter, "tagging", text);
        }
    }

    private static string StringOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new JsonException("The value of a tag is no string.");
}
