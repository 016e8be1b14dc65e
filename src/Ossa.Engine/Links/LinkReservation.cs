namespace Ossa.Engine.Links;

/// <summary>One download of one visitor, which may come in several parts.</summary>
/// <param name="StartedAt">When its first part began.</param>
/// <param name="Bytes">What was sent of it, and what is being sent.</param>
internal readonly record struct LinkReservation(DateTimeOffset StartedAt, long Bytes)
{
    /// <summary>For how long the parts that a visitor asks for are one download.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromHours(1);

    /// <summary>Programs that load in parts ask for some bytes twice: one in so many may go again.</summary>
    private const int BytesForOneAgain = 20;

    /// <summary>Whether an answer is one more part of this download.</summary>
    public bool Covers(LinkVisit visit, DateTimeOffset now) =>
        visit.IsRange
        && now < StartedAt + Validity
        && Bytes + visit.AnswerBytes <= visit.ObjectBytes + (visit.ObjectBytes / BytesForOneAgain);
}
