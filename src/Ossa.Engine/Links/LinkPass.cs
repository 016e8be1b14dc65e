namespace Ossa.Engine.Links;

/// <summary>An answer that was counted before it was sent.</summary>
public sealed class LinkPass
{
    private readonly LinkMeter _meter;

    internal LinkPass(
        LinkMeter meter,
        string linkId,
        byte[] reservation,
        DateTimeOffset startedAt,
        long bytes,
        bool startsDownload
    )
    {
        _meter = meter;
        LinkId = linkId;
        Reservation = reservation;
        StartedAt = startedAt;
        Bytes = bytes;
        StartsDownload = startsDownload;
    }

    internal string LinkId { get; }

    /// <summary>The row of the download that it is a part of.</summary>
    internal byte[] Reservation { get; }

    /// <summary>When that download began.</summary>
    internal DateTimeOffset StartedAt { get; }

    /// <summary>What was counted for it.</summary>
    internal long Bytes { get; }

    /// <summary>Whether that download began with it.</summary>
    internal bool StartsDownload { get; }

    /// <summary>Gives back what was not sent: the bytes, and the download if it began with this answer and nothing was sent.</summary>
    /// <param name="sentBytes">How many bytes of the object were sent.</param>
    public ValueTask EndAsync(long sentBytes) => _meter.EndAsync(this, sentBytes);
}
