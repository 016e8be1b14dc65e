using System.Text.Json;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

public sealed class SubResourcesTests
{
    /// <summary>The lists of the official SDKs, each under the SDK's name.</summary>
    private static Dictionary<string, string[]> Lists =>
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(
            File.ReadAllText(
                Path.Combine(AppContext.BaseDirectory, "Protocol", "Signing", "Vectors", "v1-subresources.json")
            )
        )!;

    [Fact]
    public void Every_sub_resource_that_an_sdk_signs_is_signed()
    {
        var unsigned = Lists.SelectMany(list => list.Value).Where(name => !SubResources.IsSignedByV1(name));
        Assert.Empty(unsigned);
    }

    [Theory]
    [InlineData("prefix")]
    [InlineData("marker")]
    [InlineData("max-keys")]
    [InlineData("list-type")]
    [InlineData("accessmonitor")]
    [InlineData("regions")]
    [InlineData("uploadid")]
    [InlineData("ACL")]
    public void Other_parameters_are_not_signed(string name) => Assert.False(SubResources.IsSignedByV1(name));
}
