using Ossa.Engine.Bodies;

namespace Ossa.Engine.Appending;

/// <summary>
/// How an appendable object takes more bytes in: which of its pieces stay, and which are written anew in one piece with what arrives.
/// So the number of pieces stays bounded, and each byte is rewritten a few times at most.
/// </summary>
/// <param name="Kept">The pieces that stay as they are.</param>
/// <param name="Carried">The last pieces, which are written anew.</param>
internal sealed record AppendPlan(IReadOnlyList<Piece> Kept, IReadOnlyList<Piece> Carried)
{
    /// <summary>A piece of this size is never carried again.</summary>
    private const long SettledBytes = 4L << 20;

    /// <summary>Unsettled pieces at the end are brought together once they hold this much.</summary>
    private const long GatherBytes = 8L << 20;

    /// <summary>How many bytes are carried.</summary>
    public long CarriedBytes => Carried.Sum(piece => piece.Length);

    /// <summary>Plans an append to an object of these pieces.</summary>
    /// <param name="pieces">All pieces, in order.</param>
    /// <param name="inlineLimitBytes">A last piece that still fits a row is always carried.</param>
    public static AppendPlan For(IReadOnlyList<Piece> pieces, int inlineLimitBytes)
    {
        var unsettled = pieces.Count;
        var bytes = 0L;
        while (unsettled > 0 && pieces[unsettled - 1].Length < SettledBytes)
        {
            unsettled--;
            bytes += pieces[unsettled].Length;
        }

        var carried =
            bytes >= GatherBytes ? pieces.Count - unsettled
            : pieces.Count > 0 && pieces[^1].Length <= inlineLimitBytes ? 1
            : 0;
        var kept = pieces.Count - carried;
        return new AppendPlan([.. pieces.Take(kept)], [.. pieces.Skip(kept)]);
    }
}
