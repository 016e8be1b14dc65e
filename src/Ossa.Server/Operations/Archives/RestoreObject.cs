using System.Globalization;
using Microsoft.AspNetCore.Http;
using Ossa.Engine.Archives;
using Ossa.Engine.Objects;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Archives;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/restoreobject</summary>
internal sealed class RestoreObject : Operation
{
    private const int DefaultDays = 1;

    public override string Name => "RestoreObject";

    public override Route Route { get; } = new("POST", Level.Object, "restore");

    public override Need Need => Need.Owner;

    public override bool TakesVersion => true;

    public override async Task HandleAsync(OssContext context)
    {
        var version = VersionParameter.Read(context);
        var request =
            await XmlRequest.ReadAsync(context, RestoreRequest.Read, OssErrors.MalformedXmlRestore)
            ?? new RestoreRequest();
        var result =
            await context.Engine.Restorer.RestoreAsync(
                context.Bucket,
                context.Key,
                version,
                storageClass => new RestoreWish(ReadDays(request, storageClass), ReadTier(request, storageClass)),
                context.Aborted
            ) ?? throw await Absence.ExplainAsync(context, context.Bucket, context.Key, version);
        var response = context.Http.Response;
        ObjectHeaders.WriteVersion(context, result.Record);
        if (result.Record.StorageClass != StorageClasses.Archive)
        {
            response.Headers[OssHeaders.RestorePriority] = result.Restoration.Tier.ToString();
        }

        response.StatusCode = result.WasRestored ? StatusCodes.Status200OK : StatusCodes.Status202Accepted;
        response.ContentLength = 0;
    }

    private static int ReadDays(RestoreRequest request, string storageClass)
    {
        if (request.Days.Count == 0)
        {
            return DefaultDays;
        }

        if (request.Days.Count > 1)
        {
            throw new OssException(OssErrors.SeveralRestoreDays);
        }

        var text = request.Days[0].Trim();
        var readable = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days);
        if (readable && days >= 1 && days <= StorageClasses.MaxRestoreDays(storageClass))
        {
            return days;
        }

        throw new OssException(
            storageClass == StorageClasses.Archive
                ? OssErrors.InvalidArchiveRestoreDays
                : OssErrors.InvalidColdRestoreDays
        );
    }

    /// <summary>Objects of the class Archive have no choice, so that whatever is said of them counts for nothing.</summary>
    private static RestoreTier ReadTier(RestoreRequest request, string storageClass) =>
        (storageClass, request.Tier?.Trim()) switch
        {
            (StorageClasses.Archive, _) or (_, null or "Standard") => RestoreTier.Standard,
            (_, "Expedited") => RestoreTier.Expedited,
            (StorageClasses.ColdArchive, "Bulk") => RestoreTier.Bulk,
            _ => throw new OssException(OssErrors.InvalidRestoreTier),
        };
}
