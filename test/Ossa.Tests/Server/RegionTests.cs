using Xunit;

namespace Ossa.Tests.Server;

public sealed class RegionTests : ServerTest
{
    [Theory]
    [InlineData("")]
    [InlineData("oss-cn-hangzhou")]
    public async Task A_server_names_its_region_and_how_it_is_reached(string wanted)
    {
        var region = (await Server.SendAsync("GET", query: [H("regions", wanted)])).Xml.Element("RegionInfo")!;
        Assert.Equal("oss-cn-hangzhou", region.Element("Region")!.Value);
        foreach (var endpoint in (string[])["InternetEndpoint", "InternalEndpoint", "AccelerateEndpoint"])
        {
            Assert.Equal(Server.Host, region.Element(endpoint)!.Value);
        }
    }

    [Fact]
    public async Task A_region_that_is_elsewhere_is_refused()
    {
        var answer = await Server.SendAsync("GET", query: [H("regions", "oss-cn-beijing")]);
        Assert.Equal((404, "NoSuchRegion"), (answer.Status, answer.Code));
        Assert.Equal("oss-cn-beijing", answer.Element("Message"));
    }

    [Fact]
    public async Task Nobody_else_asks_for_regions() =>
        AssertRefused(await Server.SendRawAsync("GET", "/?regions"), 403, "AccessDenied", "0003-00001201");
}
