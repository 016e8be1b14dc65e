using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Objects;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putobjecttagging</summary>
internal sealed class PutObjectTagging : Operation
{
    public override string Name => "PutObjectTagging";

    public override Route Route { get; } = new("PUT", Level.Object, "tagging");

    public override Need Need => Need.Owner;

    public override bool TakesVersion => true;

    public override async ValueTask<IReadOnlyList<KeyValuePair<string, string>>?> ReadTagsAsync(OssContext context)
    {
        if (!context.HasCome)
        {
            throw new OssException(ForecastErrors.NotForeseeable);
        }

        try
        {
            return await ReadAsync(context);
        }
        catch (OssException)
        {
            // It states none, and what is wrong with it is told below to whoever may set tags.
            return [];
        }
    }

    public override async Task HandleAsync(OssContext context)
    {
        var version = VersionParameter.Read(context);
        var tags = await ReadAsync(context);
        ObjectTags.Check(tags, OssErrors.TagKeyEmpty, OssErrors.TagKeyTooLong);
        var record =
            await context.Engine.Objects.UpdateAsync(
                context.Bucket,
                context.Key,
                version,
                old => old with { Tags = tags },
                context.Aborted
            ) ?? throw await Absence.ExplainAsNoObjectAsync(context, context.Bucket, context.Key, version);
        ObjectHeaders.WriteVersion(context, record);
        context.Http.Response.ContentLength = 0;
    }

    /// <summary>Read once: whoever judges the request may have needed it.</summary>
    private static Task<IReadOnlyList<KeyValuePair<string, string>>> ReadAsync(OssContext context) =>
        context.TagsInDocument ??= ReadDocumentAsync(context);

    private static async Task<IReadOnlyList<KeyValuePair<string, string>>> ReadDocumentAsync(OssContext context)
    {
        var document = await XmlRequest.ReadRequiredAsync(context, Tagging.ReadOfObject, OssErrors.MalformedXmlTagging);
        return [.. document.Tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value))];
    }
}
