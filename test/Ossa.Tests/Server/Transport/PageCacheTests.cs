using Ossa.Engine.Bodies;
using Ossa.Server.Transport;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Transport;

/// <summary>What the system has of a file in its memory.</summary>
public sealed class PageCacheTests : IDisposable
{
    private const int Half = 1 << 20;

    private readonly TemporaryDirectory _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void What_was_written_is_there_and_what_nobody_has_read_is_not()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.OSVersion.Version >= new Version(6, 5),
            "Linux tells of its page cache from 6.5 on."
        );
        using var file = File.OpenHandle(Path.Combine(_place.Path, "file"), FileMode.CreateNew, FileAccess.ReadWrite);
        RandomAccess.SetLength(file, 2 * Half);
        RandomAccess.Write(file, Bytes.Pattern(Half), 0);
        Assert.True(PageCache.Holds(new BodyFile(file, 0, Half)));
        Assert.True(PageCache.Holds(new BodyFile(file, 5, 1)));
        Assert.True(PageCache.Holds(new BodyFile(file, Half - 1, 1)));
        Assert.False(PageCache.Holds(new BodyFile(file, Half - 1, 2)));
        Assert.False(PageCache.Holds(new BodyFile(file, 0, Half + 1)));
        Assert.False(PageCache.Holds(new BodyFile(file, Half + 5, 100)));
    }

    [Fact]
    public void Of_what_is_no_file_nothing_is_there()
    {
        using var file = File.OpenHandle("/dev/null");
        Assert.False(PageCache.Holds(new BodyFile(file, 0, 1)));
    }
}
