using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Tests.Storage;
using Ossa.Tests.Tidy;
using Xunit;

namespace Ossa.Tests.Engine.Formats;

/// <summary>
/// A directory of the newest format. A new format gets its sample the same way: its content in a class like
/// <see cref="FormatFourContent"/>, and one run with <c>OSSA_UPDATE_SAMPLES=1</c>. Samples of older formats are never written again.
/// </summary>
public sealed class FormatFourTests
{
    private const string UpdateVariable = "OSSA_UPDATE_SAMPLES";
    private const int Format = 4;
    private const long MaxSampleBytes = 300_000;

    [Fact]
    public async Task The_sample_of_the_newest_format_is_written_when_asked_for()
    {
        using var directory = new TemporaryDirectory();
        var data = Path.Combine(directory.Path, "data");
        await using (var engine = await SampleDirectory.OpenAsync(new LocalEngineOptions { Directory = data }))
        {
            await FormatFourContent.WriteAsync(engine);
            await FormatFourContent.AssertAsync(engine);
        }

        var sample = Path.Combine(directory.Path, SampleDirectory.NameOf(Format));
        SampleDirectory.Pack(data, sample);
        Assert.InRange(new FileInfo(sample).Length, 1, MaxSampleBytes);
        if (Environment.GetEnvironmentVariable(UpdateVariable) is not null)
        {
            Assert.Equal(StorageEngine.CurrentFormat, Format);
            var folder = SourceTree.PathOf("test/Ossa.Tests/Storage/Formats");
            File.Copy(sample, Path.Combine(folder, SampleDirectory.NameOf(Format)), overwrite: true);
        }
    }

    [Fact]
    public void Every_format_that_there_has_been_has_a_small_sample()
    {
        for (var format = 1; format <= StorageEngine.CurrentFormat; format++)
        {
            var path = SourceTree.PathOf($"test/Ossa.Tests/Storage/Formats/{SampleDirectory.NameOf(format)}");
            Assert.InRange(new FileInfo(path).Length, 1, MaxSampleBytes);
        }
    }

    [Fact]
    public async Task Everything_of_format_4_is_read_as_it_was_written()
    {
        using var sample = SampleDirectory.Unpack(Format);
        Assert.Equal("ossa-data 4\n", sample.FormatText);
        await using var engine = await sample.OpenAsync();
        await FormatFourContent.AssertAsync(engine);
    }
}
