using System.Globalization;
using Ossa.Protocol.Errors;
using Ossa.Server.Sharing;
using Ossa.Server.Zip;
using Xunit;

namespace Ossa.Tests.Server.Sharing;

public sealed class ArchiveBoundTests
{
    [Fact]
    public void Files_are_bounded_in_number()
    {
        var bound = new ArchiveBound(maxFiles: 2);
        bound.Count("a", 0);
        bound.Count("b", 0);
        ShouldBeTooLarge(bound, "c");
    }

    [Fact]
    public void Names_are_bounded_in_length_together_by_their_bytes()
    {
        var name = new string('报', 300);
        var bound = new ArchiveBound(maxDirectoryBytes: 2 * ZipRecords.MaxDirectoryHeaderBytes(name));
        bound.Count(name, 0);
        bound.Count(name, 0);
        ShouldBeTooLarge(bound, "a");
        Assert.InRange(ZipRecords.MaxDirectoryHeaderBytes(name), 3 * 300, 1000);
    }

    /// <summary>Each of these comes to the name of one before it, which is to be remembered besides.</summary>
    [Fact]
    public void Names_are_bounded_by_the_memory_that_they_take()
    {
        var bound = new ArchiveBound(maxMemoryBytes: 1 << 20);
        var names = new ZipNames();
        foreach (var number in Enumerable.Range(0, 10_000))
        {
            Name($"folder {number}/a.txt");
        }

        Assert.InRange(names.Bytes, 10_000 * 20, 1 << 20);
        Assert.Throws<OssException>(() =>
        {
            foreach (var number in Enumerable.Range(0, 100_000))
            {
                Name($"z/{number:000000}:");
                Name($"z/{number:000000}?");
            }
        });

        void Name(string key) => bound.Count(names.For(key), names.Bytes);
    }

    [Fact]
    public void As_many_files_as_there_may_be_can_lie_in_one_folder()
    {
        var siblings = new ZipSiblings();
        foreach (var number in Enumerable.Range(0, ArchiveBound.MaxFiles))
        {
            siblings.Take(number.ToString(CultureInfo.InvariantCulture));
        }

        Assert.InRange(siblings.Bytes, 8L * ArchiveBound.MaxFiles, ArchiveBound.MaxMemoryBytes);
    }

    /// <summary>Ordinary names are not what makes a folder too large.</summary>
    [Fact]
    public void As_many_files_as_there_may_be_can_have_names_of_ordinary_length() =>
        Assert.InRange(
            ZipRecords.MaxDirectoryHeaderBytes(new string('a', 180)),
            1,
            ArchiveBound.MaxDirectoryBytes / ArchiveBound.MaxFiles
        );

    [Theory]
    [InlineData(0L, 0L)]
    [InlineData(0L, uint.MaxValue)]
    [InlineData(long.MaxValue / 2, 0L)]
    [InlineData(long.MaxValue / 2, long.MaxValue)]
    public void No_line_of_a_directory_is_longer_than_is_counted(long bytes, long offset)
    {
        const string Name = "Ordner/文";
        var entry = ZipEntry.Of(Name, DateTimeOffset.UnixEpoch, bytes, offset);
        var written = ZipRecords.WriteDirectoryHeader(new byte[ZipRecords.MaxBytes], entry, checksum: 0);
        Assert.InRange(written, 1, ZipRecords.MaxDirectoryHeaderBytes(Name));
    }

    private static void ShouldBeTooLarge(ArchiveBound bound, string name, long memoryBytes = 0) =>
        Assert.Equal(
            LinkErrors.FolderTooLarge,
            Assert.Throws<OssException>(() => bound.Count(name, memoryBytes)).Error
        );
}
