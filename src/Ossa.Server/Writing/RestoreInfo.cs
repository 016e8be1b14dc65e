using System.Globalization;
using Ossa.Engine.Objects;

namespace Ossa.Server.Writing;

/// <summary>How answers tell of the restoration of an archived object.</summary>
internal static class RestoreInfo
{
    /// <summary>The words, or null where there is none to tell of.</summary>
    public static string? Of(ObjectRecord record, DateTimeOffset now) =>
        record.Restoration switch
        {
            { } restoration when restoration.IsOngoing(now) => "ongoing-request=\"true\"",
            { } restoration when restoration.IsRestored(now) =>
                $"ongoing-request=\"false\", expiry-date=\"{restoration.ExpiresAt.ToString("r", CultureInfo.InvariantCulture)}\"",
            _ => null,
        };
}
