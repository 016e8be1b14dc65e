using Ossa.Server.Repeating;
using Xunit;

namespace Ossa.Tests.Server.Repeating;

public sealed class SightFilterTests
{
    [Fact]
    public void What_comes_again_is_told_from_what_comes_once()
    {
        var filter = new SightFilter();
        var hashes = Enumerable.Range(1, 1000).Select(number => (ulong)number * 0x9E37_79B9_7F4A_7C15).ToList();
        Assert.All(hashes, hash => Assert.False(filter.SeesAgain(hash)));
        Assert.All(hashes, hash => Assert.True(filter.SeesAgain(hash)));
    }

    [Fact]
    public void Two_that_share_a_place_are_both_known_the_second_time()
    {
        var filter = new SightFilter();
        ulong[] hashes = [(1UL << 32) + 7, (2UL << 32) + 7];
        Assert.All(hashes, hash => Assert.False(filter.SeesAgain(hash)));
        Assert.All(hashes, hash => Assert.True(filter.SeesAgain(hash)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    public void However_many_share_a_place_and_come_in_turn_each_is_known_some_time(int sharing)
    {
        var filter = new SightFilter();
        // What is known is kept by whoever asks, and comes no more.
        var coming = Enumerable.Range(1, sharing).Select(number => ((ulong)number << 32) + 7).ToList();
        for (var round = 0; round < 1000 && coming.Count > 0; round++)
        {
            coming.RemoveAll(filter.SeesAgain);
        }

        Assert.Empty(coming);
    }
}
