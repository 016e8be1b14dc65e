using System.Text;

namespace Ossa.Server.Zip;

/// <summary>A file of an archive.</summary>
/// <param name="Name">Its name in UTF-8.</param>
/// <param name="Time">When it was last changed, as the format has it.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Offset">Where its header stands.</param>
internal readonly record struct ZipEntry(byte[] Name, uint Time, long Bytes, long Offset)
{
    /// <summary>How long it is in the archive.</summary>
    public long PackedBytes => ZipBlocks.PackedBytes(Bytes);

    /// <summary>Whether the sizes need wide fields.</summary>
    public bool IsWide => PackedBytes >= ZipFormat.Wide32;

    /// <exception cref="ArgumentException">The name is longer than the format can say.</exception>
    public static ZipEntry Of(string name, DateTimeOffset time, long bytes, long offset)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        return utf8.Length <= ushort.MaxValue
            ? new ZipEntry(utf8, ZipTime.Of(time), bytes, offset)
            : throw new ArgumentException("The name of a file is too long for an archive.", nameof(name));
    }
}
