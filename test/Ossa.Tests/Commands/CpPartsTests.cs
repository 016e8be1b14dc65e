using Xunit;

namespace Ossa.Tests.Commands;

public sealed class CpPartsTests : CommandTest
{
    [Fact]
    public async Task A_large_file_goes_up_in_parts()
    {
        var path = InFolder("large.bin");
        await using (var file = File.Create(path))
        {
            file.SetLength((100 << 20) + 1);
        }

        var run = await DoAsync("cp", path, Address("large.bin"), "--part-size", "64M", "--parallel", "2");
        Assert.Equal("", run.Error);
        var head = await Server.SendAsync("HEAD", Bucket, "large.bin");
        Assert.Equal($"{(100 << 20) + 1}", head["Content-Length"]);
        Assert.EndsWith("-2\"", head["ETag"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--part-size", "10K")]
    [InlineData("--part-size", "6G")]
    [InlineData("--part-size", "large")]
    [InlineData("--parallel", "0")]
    [InlineData("--parallel", "101")]
    public async Task Parts_that_cannot_be_are_refused(string flag, string value)
    {
        var run = await RunAsync("cp", MakeFile("f", "x"), Address("k"), flag, value);
        AssertFailed(run, 2, flag);
        Assert.Equal(404, (await GetAsync("k")).Status);
    }
}
