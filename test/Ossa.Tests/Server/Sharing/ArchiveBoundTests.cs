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
        bound.Count("a");
        bound.Count("b");
        ShouldBeTooLarge(bound, "c");
    }

    [Fact]
    public void Names_are_bounded_in_length_together_by_their_bytes()
    {
        var name = new string('报', 300);
        var bound = new ArchiveBound(maxDirectoryBytes: 2 * ZipRecords.MaxDirectoryHeaderBytes(name));
        bound.Count(name);
        bound.Count(name);
        ShouldBeTooLarge(bound, "a");
        Assert.InRange(ZipRecords.MaxDirectoryHeaderBytes(name), 3 * 300, 1000);
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

    private static void ShouldBeTooLarge(ArchiveBound bound, string name) =>
        Assert.Equal(LinkErrors.FolderTooLarge, Assert.Throws<OssException>(() => bound.Count(name)).Error);
}
