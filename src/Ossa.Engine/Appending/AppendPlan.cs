using Ossa.Engine.Bodies;

namespace Ossa.Engine.Appending;

/// <summary>
/// How an appendable object takes more bytes in: which of its pieces stay, and which are written anew in one piece with what arrives.
/// </summary>
/// <remarks>
/// A piece of 16 MiB is settled. A smaller one is carried as soon as it and all that follows it come to 16 MiB; one that fits a row, as soon
/// as what follows is as large as itself, as in a binary counter. So the settled pieces come first, at the end are less than 16 MiB, and there
/// each piece that fits a row is larger than all that follows it: an object of N bytes has at most N / 16 MiB + 16 MiB / I + log2(I) + 3
/// pieces, where I bytes fit a row. For 5 GiB and 64 KiB that is 595.
/// <para>
/// A byte is written anew once to settle, and before that once for each time that the piece it lies in doubles below I: at most log2(I) + 2
/// times, and that often only where single bytes are appended. Where a sender does not say how much arrives, the plan is made without that and
/// mended by the next append, so that a byte is written anew at most twice as often.
/// </para>
/// <para>
/// A piece of 32 MiB is fixed: neither it nor what is before it is ever carried, so that one append writes less than 48 MiB anew. Where one comes
/// unannounced, the smaller pieces before it come together in a piece of their own (<see cref="Gather"/>): two pieces for 32 MiB then.
/// </para>
/// </remarks>
/// <param name="Kept">The pieces that stay as they are.</param>
/// <param name="Carried">The last pieces, which are written anew.</param>
internal sealed record AppendPlan(IReadOnlyList<Piece> Kept, IReadOnlyList<Piece> Carried)
{
    private const long SettledBytes = 16L << 20;
    private const long FixedBytes = 2 * SettledBytes;

    /// <summary>How many bytes are carried.</summary>
    public long CarriedBytes => Carried.Sum(piece => piece.Length);

    /// <summary>Plans an append to an object of these pieces.</summary>
    /// <param name="pieces">All pieces, in order.</param>
    /// <param name="arrivingBytes">How many bytes arrive; zero where nobody knows.</param>
    /// <param name="inlineLimitBytes">How many bytes fit a row.</param>
    public static AppendPlan For(IReadOnlyList<Piece> pieces, long arrivingBytes, int inlineLimitBytes)
    {
        var kept = pieces.Count;
        var following = arrivingBytes;
        for (var i = pieces.Count - 1; i >= 0 && pieces[i].Length < FixedBytes; i--)
        {
            var length = pieces[i].Length;
            var doubles = length <= inlineLimitBytes && length <= following;
            var settles = length < SettledBytes && length + following >= SettledBytes;
            if (doubles || settles)
            {
                kept = i;
            }

            following += length;
        }

        return new AppendPlan([.. pieces.Take(kept)], [.. pieces.Skip(kept)]);
    }

    /// <summary>
    /// What of the kept pieces is to be written anew in one piece of its own, before the new one comes after it; null when nothing is.
    /// </summary>
    /// <param name="newPieceBytes">How long the new piece is, now that all has arrived.</param>
    public AppendPlan? Gather(long newPieceBytes)
    {
        if (newPieceBytes < FixedBytes)
        {
            return null;
        }

        var first = Kept.Count;
        while (first > 0 && Kept[first - 1].Length < SettledBytes)
        {
            first--;
        }

        return Kept.Count - first < 2 ? null : new AppendPlan([.. Kept.Take(first)], [.. Kept.Skip(first)]);
    }
}
