using Ossa.Storage.Local.FileSystem;
using Xunit;

namespace Ossa.Tests.Storage.Local.FileSystem;

public sealed class DurableFileTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();
    private readonly FailingDisk _disk = new();

    private string File => Path.Combine(_place.Path, "file");

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_file_is_synced_before_its_name()
    {
        DurableFile.Write(File, "new"u8, _disk);
        Assert.Equal(["file", Path.GetFileName(_place.Path)], _disk.TakeSynced());
        Assert.Equal("new", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void A_failure_leaves_the_old_file()
    {
        DurableFile.Write(File, "old"u8, _disk);
        _disk.FileError = new IOException("broken");
        Assert.Throws<IOException>(() => DurableFile.Write(File, "new"u8, _disk));
        Assert.Equal("old", System.IO.File.ReadAllText(File));
    }
}
