using Ossa.Engine;
using Ossa.Engine.Bodies;
using Ossa.Engine.Links;
using Ossa.Engine.Objects;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Links;

/// <summary>
/// Takes a file in by a link: counted before its body is taken, held to the size and the types that the link allows, and given back only if
/// nothing was stored. Of the object its sender says the type alone.
/// </summary>
internal static class LinkUpload
{
    /// <summary>Stores the object that the request has been admitted to put.</summary>
    /// <param name="context">The request.</param>
    /// <param name="link">The link.</param>
    /// <param name="statedType">The type that the sender states, or null.</param>
    /// <param name="statedBytes">The size that the sender states, or null.</param>
    /// <param name="body">The file.</param>
    /// <exception cref="OssException">The file is not one that the link takes, or the link takes no more.</exception>
    public static async ValueTask<ObjectRecord> PutAsync(
        OssContext context,
        Link link,
        string? statedType,
        long? statedBytes,
        ReadBody body
    )
    {
        // 1. What can be refused before anything is counted.
        RefuseHeaders(context);
        var type = UploadType.Require(link, context.Key, statedType);
        RequireSize(link, statedBytes ?? 0);

        // 2. Count it.
        var meter = context.Engine.LinkMeter;
        await meter.BeginUploadAsync(link.Id, context.Aborted);

        // 3. Store it. What fails otherwise than so may have been stored, and stays counted.
        ObjectRecord record;
        try
        {
            record = await context.Engine.Objects.PutAsync(
                context.Bucket,
                context.Key,
                Describe(context, link, type),
                Bounded(link, body),
                context.Aborted
            );
        }
        catch (Exception e) when (StoredNothing(e))
        {
            await meter.EndUploadAsync(link.Id, storedBytes: null);
            throw;
        }

        // 4. Settle the count. Whatever becomes of that, the object is there, and the file stays counted.
        await meter.EndUploadAsync(link.Id, record.Size);
        return record;
    }

    private static bool StoredNothing(Exception e) =>
        e is OssException or OperationCanceledException || StorageFailures.Explain(e) == OssErrors.StorageFull;

    private static NewObject Describe(OssContext context, Link link, string type) =>
        new()
        {
            Metadata = new ObjectMetadata([new("Content-Type", type)], []),
            ForbidOverwrite = !link.MayOverwrite,
            ForbidLoss = !link.MayOverwrite,
            ExpectedMd5 = ContentMd5.Read(context),
            ExpectedCrc64 = UploadHeaders.ReadCrc64(context),
        };

    /// <summary>A file whose size nobody stated is known to be too large when it is.</summary>
    private static ReadBody Bounded(Link link, ReadBody body)
    {
        var bytes = 0L;
        return async (buffer, cancellationToken) =>
        {
            var count = await body(buffer, cancellationToken);
            bytes += count;
            RequireSize(link, bytes);
            return count;
        };
    }

    private static void RequireSize(Link link, long bytes)
    {
        if (bytes > link.Limits.MaxFileBytes)
        {
            throw new OssException(LinkErrors.FileTooLarge);
        }
    }

    /// <summary>Who sends by a link may not say who reads the object, or what it costs.</summary>
    private static void RefuseHeaders(OssContext context)
    {
        var refused = context
            .StatedUnder(OssHeaders.Prefix)
            .FirstOrDefault(header => !header.Key.Equals(OssHeaders.HashCrc64Ecma, StringComparison.OrdinalIgnoreCase));
        if (refused.Key is not null)
        {
            throw new OssException(LinkErrors.HeaderRefused, "Header", refused.Key);
        }
    }
}
