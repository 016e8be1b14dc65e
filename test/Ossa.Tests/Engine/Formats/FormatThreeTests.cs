using Ossa.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Formats;

/// <summary>A directory of format 3, made by the program that wrote it.</summary>
public sealed class FormatThreeTests
{
    private const int Format = 3;

    [Fact]
    public async Task Everything_of_format_3_is_read_as_it_was_written()
    {
        using var sample = SampleDirectory.Unpack(Format);
        Assert.Equal("ossa-data 3\n", sample.FormatText);
        await using (var engine = await sample.OpenAsync())
        {
            await FormatThreeContent.AssertAsync(engine);
        }

        Assert.Equal($"ossa-data {StorageEngine.CurrentFormat}\n", sample.FormatText);
        await using var again = await sample.OpenAsync();
        await FormatThreeContent.AssertAsync(again);
    }
}
