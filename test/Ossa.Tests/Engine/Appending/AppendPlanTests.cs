using Ossa.Engine;
using Ossa.Engine.Appending;
using Ossa.Engine.Bodies;
using Ossa.Tests.Engine.Checking;
using Xunit;

namespace Ossa.Tests.Engine.Appending;

/// <summary>What appends cost, whatever their sizes are: pieces of the object, and bytes that are written anew.</summary>
public sealed class AppendPlanTests
{
    private const int Row = 64 << 10;
    private const int Settled = 16 << 20;
    private const int RowBits = 16;
    private const int MostAppends = 5_000;
    private const int MostAtOnce = 3 * Settled;

    /// <summary>Sizes to append, each up to the next: single bytes, rows, somewhat more, settled pieces and far more.</summary>
    private static readonly int[] Sizes = [1, 100, Row, Row + 1, Row * 2, 4 << 20, Settled, Settled * 2, 300 << 20];

    public static TheoryData<int, bool> Mixtures
    {
        get
        {
            var data = new TheoryData<int, bool>();
            for (var seed = 0; seed < 32; seed++)
            {
                data.Add(seed, seed % 4 != 0);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Mixtures))]
    public void Appends_of_any_sizes_make_few_pieces_and_write_each_byte_anew_a_few_times(int seed, bool lengthIsKnown)
    {
        var random = new Dice(seed);
        // A few kinds of sizes at a time: what is rare among others shows.
        var kinds = Enumerable.Range(0, 1 + seed % 4).Select(_ => random.Next(1, Sizes.Length)).ToArray();
        AssertBounded(Draw(random, kinds).Take(MostAppends), lengthIsKnown);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Runs_of_small_appends_before_a_large_one_come_together(bool lengthIsKnown) =>
        AssertBounded(
            Enumerable.Range(0, 60_000).Select(number => number % 128 == 127 ? 4L << 20 : 65 << 10),
            lengthIsKnown
        );

    [Fact]
    public void A_large_append_is_not_written_anew_for_the_small_one_before_it()
    {
        var pieces = Append(Append([], 100_000, isKnown: true).Pieces, 1 << 30, isKnown: true).Pieces;
        Assert.Equal(0, Append(pieces, 1, isKnown: true).Rewritten);
    }

    [Fact]
    public void Nor_for_the_small_ones_before_it_where_nobody_had_said_that_it_would_come()
    {
        var pieces = Append([], 100_000, isKnown: true).Pieces;
        pieces = Append(pieces, 100_001, isKnown: true).Pieces;
        (pieces, var rewritten) = Append(pieces, 4L << 30, isKnown: false);
        Assert.Equal((2, 200_001), (pieces.Count, rewritten));
        Assert.Equal(0, Append(pieces, 1, isKnown: true).Rewritten);
    }

    private static IEnumerable<long> Draw(Dice random, int[] kinds)
    {
        while (true)
        {
            var kind = kinds[random.Next(kinds.Length)];
            yield return random.Next(Sizes[kind - 1], Sizes[kind] + 1);
        }
    }

    private static void AssertBounded(IEnumerable<long> sizes, bool lengthIsKnown)
    {
        List<Piece> pieces = [];
        var (bytes, rewritten) = (0L, 0L);
        foreach (var size in sizes)
        {
            if (bytes + size > Limits.MaxAppendableBytes)
            {
                break;
            }

            (pieces, var more) = Append(pieces, size, lengthIsKnown);
            bytes += size;
            rewritten += more;
            Assert.True(more < MostAtOnce, $"{more} bytes were written anew for {size}.");
            Assert.Equal(bytes, pieces.Sum(piece => piece.Length));
            Assert.True(
                pieces.Count <= bytes / Settled + Settled / Row + RowBits + 3,
                $"{pieces.Count} pieces of {bytes} bytes."
            );
        }

        var most = (RowBits + 2) * (lengthIsKnown ? 1 : 2) * bytes;
        Assert.True(rewritten <= most, $"{rewritten} bytes were written anew for {bytes}.");
    }

    private static (List<Piece> Pieces, long Rewritten) Append(List<Piece> pieces, long size, bool isKnown)
    {
        var plan = AppendPlan.For(pieces, isKnown ? size : 0, Row);
        var carried = plan.CarriedBytes;
        var piece = new Piece(default, carried + size, 0);
        return plan.Gather(piece.Length) is { } gather
            ? ([.. gather.Kept, new Piece(default, gather.CarriedBytes, 0), piece], carried + gather.CarriedBytes)
            : ([.. plan.Kept, piece], carried);
    }
}
