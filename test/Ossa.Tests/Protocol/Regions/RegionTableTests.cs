using Ossa.Protocol.Regions;
using Xunit;

namespace Ossa.Tests.Protocol.Regions;

public sealed class RegionTableTests
{
    [Fact]
    public void A_location_is_the_id_behind_a_prefix()
    {
        Assert.Equal("oss-cn-hangzhou", RegionTable.ToLocation("cn-hangzhou"));
        Assert.Equal("cn-hangzhou", RegionTable.FromLocation("oss-cn-hangzhou"));
        Assert.Equal("cn-hangzhou", RegionTable.FromLocation("cn-hangzhou"));
    }

    [Fact]
    public void The_table_knows_ids_and_not_locations()
    {
        Assert.True(RegionTable.IsKnown("cn-hangzhou"));
        Assert.False(RegionTable.IsKnown("oss-cn-hangzhou"));
        Assert.Equal(RegionTable.Ids.Count, RegionTable.Ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(RegionTable.Ids, id => Assert.True(RegionTable.IsKnown(id)));
    }
}
