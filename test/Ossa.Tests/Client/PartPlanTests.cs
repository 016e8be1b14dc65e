using Ossa.Client.Files;
using Xunit;

namespace Ossa.Tests.Client;

public sealed class PartPlanTests
{
    private const long MiB = 1 << 20;
    private const long Largest = 10_000 * PartPlan.MaxPartBytes;

    [Theory]
    [InlineData(1, 16 * MiB, 1)]
    [InlineData(16 * MiB, 16 * MiB, 1)]
    [InlineData((16 * MiB) + 1, 16 * MiB, 2)]
    [InlineData(160_000 * MiB, 16 * MiB, 10_000)]
    [InlineData((160_000 * MiB) + 1, 17 * MiB, 9_412)]
    [InlineData(Largest, PartPlan.MaxPartBytes, 10_000)]
    public void Parts_are_as_large_as_they_must_be(long length, long partSize, int count)
    {
        var plan = PartPlan.Of(length, null);
        Assert.Equal((partSize, count), (plan.PartSize, plan.Count));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(123_456_789, null)]
    [InlineData(123_456_789, 102_400L)]
    [InlineData(Largest, null)]
    [InlineData(Largest - 1, PartPlan.MaxPartBytes)]
    public void Parts_follow_each_other_and_end_where_the_file_ends(long length, long? partSize)
    {
        var plan = PartPlan.Of(length, partSize);
        Assert.InRange(plan.Count, 1, 10_000);
        long end = 0;
        for (var number = 1; number <= plan.Count; number++)
        {
            Assert.Equal(end, plan.OffsetOf(number));
            Assert.InRange(
                plan.LengthOf(number),
                number == plan.Count ? 1 : PartPlan.MinPartBytes,
                PartPlan.MaxPartBytes
            );
            end += plan.LengthOf(number);
        }

        Assert.Equal(length, end);
    }

    [Theory]
    [InlineData(1, PartPlan.MinPartBytes - 1)]
    [InlineData(1, PartPlan.MaxPartBytes + 1)]
    [InlineData((PartPlan.MinPartBytes * 10_000) + 1, PartPlan.MinPartBytes)]
    [InlineData(Largest + 1, null)]
    public void Parts_that_cannot_be_are_refused(long length, long? partSize) =>
        Assert.Throws<ArgumentException>(() => PartPlan.Of(length, partSize));
}
