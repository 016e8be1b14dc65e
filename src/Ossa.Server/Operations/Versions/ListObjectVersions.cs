using Ossa.Engine.Versions;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;
using EngineVersion = Ossa.Engine.Versions.ListedVersion;
using WireVersion = Ossa.Protocol.Documents.ListedVersion;

namespace Ossa.Server.Operations.Versions;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/listobjectversions</summary>
internal sealed class ListObjectVersions : Operation
{
    public override string Name => "ListObjectVersions";

    public override Route Route { get; } = new("GET", Level.Bucket, "versions");

    public override Need Need => Need.List;

    public override async Task HandleAsync(OssContext context)
    {
        var target = context.Target;
        var encoding = ListParameters.EncodingType(context);
        var query = new VersionQuery(
            target["prefix"] ?? "",
            target["delimiter"] ?? "",
            target["key-marker"] ?? "",
            ReadVersionMarker(context),
            ListParameters.MaxKeys(context, OssErrors.ListVersionsMaxKeysOutOfRange)
        );
        var page = await context.Engine.Versions.ListAsync(context.Bucket, query, context.Aborted);
        var owner = Owners.Of(context);
        await XmlAnswer.WriteAsync(
            context,
            new ListVersionsResult
            {
                Name = context.Bucket.Name,
                Prefix = query.Prefix,
                KeyMarker = query.AfterKey,
                VersionIdMarker = query.AfterVersion?.ToString() ?? "",
                MaxKeys = query.Limit,
                Delimiter = query.Delimiter,
                EncodingType = encoding,
                IsTruncated = page.NextKey is not null,
                NextKeyMarker = page.NextKey,
                NextVersionIdMarker = page.NextVersion?.ToString(),
                Entries = [.. page.Versions.Select(version => Describe(version, owner, context.Now))],
                CommonPrefixes = page.CommonPrefixes,
            }
        );
    }

    private static VersionId? ReadVersionMarker(OssContext context)
    {
        const string name = "version-id-marker";
        if (context.Target[name] is not { Length: > 0 } text)
        {
            return null;
        }

        return string.IsNullOrEmpty(context.Target["key-marker"])
            ? throw ListParameters.Invalid(OssErrors.VersionIdMarkerWithoutKeyMarker, name, text)
            : VersionParameter.Parse(text, name, OssErrors.InvalidVersionIdMarker);
    }

    private static WireVersion Describe(EngineVersion version, Owner owner, DateTimeOffset now)
    {
        var (key, record, isLatest) = version;
        return record.IsDeleteMarker
            ? new DeleteMarkerEntry
            {
                Key = key,
                VersionId = record.Version.ToString(),
                IsLatest = isLatest,
                LastModified = record.LastModified,
                Owner = owner,
            }
            : new VersionEntry
            {
                Key = key,
                VersionId = record.Version.ToString(),
                IsLatest = isLatest,
                LastModified = record.LastModified,
                Owner = owner,
                ETag = record.ETag,
                Type = ObjectHeaders.TypeOf(record),
                Size = record.Size,
                StorageClass = record.StorageClass,
                RestoreInfo = RestoreInfo.Of(record, now),
            };
    }
}
