using Ossa.Engine.Versions;

namespace Ossa.Engine.Objects;

/// <summary>Hides objects behind delete markers: what a deletion does where versions are kept.</summary>
internal static class DeleteMarkers
{
    /// <summary>Makes a delete marker the latest version, and gives it back.</summary>
    public static async ValueTask<ObjectRecord> PutAsync(
        KeyChange change,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var marker = new ObjectRecord
        {
            Size = 0,
            ETag = "",
            Crc64 = 0,
            LastModified = ObjectContent.WholeMilliseconds(now),
            Sequence = await change.NextSequenceAsync(now, cancellationToken),
            Body = BodyLocation.Empty,
            IsDeleteMarker = true,
            IsNumbered = change.IsNumbered,
        };
        await change.PutAsync(marker, cancellationToken);
        return marker;
    }
}
