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
/// </remarks>
/// <param name="Kept">The pieces that stay as they are.</param>
/// <param name="Carried">The last pieces, which are written anew.</param>
internal sealed record AppendPlan(IReadOnlyList<Piece> Kept, IReadOnlyList<Piece> Carried)
{
    private const long SettledBytes = 16L << 20;

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
        for (var i = pieces.Count - 1; i >= 0; i--)
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
}
