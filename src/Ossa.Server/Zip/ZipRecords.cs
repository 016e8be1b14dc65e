using System.Text;

namespace Ossa.Server.Zip;

/// <summary>The records of the format, each written into a buffer that has <see cref="MaxBytes"/>; each gives its length.</summary>
internal static class ZipRecords
{
    /// <summary>The most bytes of a record: a name, and what stands around it.</summary>
    public const int MaxBytes = ushort.MaxValue + 128;

    private const int DirectoryHeaderBytes = 46;
    private const int WideSizesBytes = 16;
    private const int FieldHeaderBytes = 4;
    private const int WideEndBytes = 56;

    /// <summary>What of the end of an archive its own length does not count.</summary>
    private const int WideEndUncounted = 12;

    /// <summary>What stands before the content of a file. Its checksum is not known yet and stands after it, with the sizes.</summary>
    public static int WriteLocalHeader(Span<byte> buffer, in ZipEntry entry)
    {
        var extra = entry.IsWide ? FieldHeaderBytes + WideSizesBytes : 0;
        var record = new ZipRecord(buffer)
            .Put32(ZipFormat.LocalHeader)
            .Put16(entry.IsWide ? ZipFormat.WideVersion : ZipFormat.Version)
            .Put16(ZipFormat.Flags)
            .Put16(ZipFormat.Deflate)
            .Put32(entry.Time)
            .Put32(0)
            .Put32(entry.IsWide ? ZipFormat.Wide32 : 0)
            .Put32(entry.IsWide ? ZipFormat.Wide32 : 0)
            .Put16(entry.Name.Length)
            .Put16(extra)
            .Put(entry.Name);
        return entry.IsWide
            ? record.Put16(ZipFormat.WideExtra).Put16(WideSizesBytes).Put64(0).Put64(0).Length
            : record.Length;
    }

    /// <summary>What stands after the content of a file.</summary>
    public static int WriteDescriptor(Span<byte> buffer, in ZipEntry entry, uint checksum)
    {
        var record = new ZipRecord(buffer).Put32(ZipFormat.DataDescriptor).Put32(checksum);
        return entry.IsWide
            ? record.Put64(entry.PackedBytes).Put64(entry.Bytes).Length
            : record.Put32((uint)entry.PackedBytes).Put32((uint)entry.Bytes).Length;
    }

    /// <summary>What the directory at the end of an archive says of a file.</summary>
    public static int WriteDirectoryHeader(Span<byte> buffer, in ZipEntry entry, uint checksum)
    {
        var isFar = entry.Offset >= ZipFormat.Wide32;
        var isWide = entry.IsWide || isFar;
        var wideBytes = (entry.IsWide ? WideSizesBytes : 0) + (isFar ? sizeof(long) : 0);
        var record = new ZipRecord(buffer)
            .Put32(ZipFormat.DirectoryHeader)
            .Put16(ZipFormat.MadeBy)
            .Put16(isWide ? ZipFormat.WideVersion : ZipFormat.Version)
            .Put16(ZipFormat.Flags)
            .Put16(ZipFormat.Deflate)
            .Put32(entry.Time)
            .Put32(checksum)
            .Put32(entry.IsWide ? ZipFormat.Wide32 : (uint)entry.PackedBytes)
            .Put32(entry.IsWide ? ZipFormat.Wide32 : (uint)entry.Bytes)
            .Put16(entry.Name.Length)
            .Put16(isWide ? FieldHeaderBytes + wideBytes : 0)
            .Put16(0)
            .Put16(0)
            .Put16(0)
            .Put32(ZipFormat.Attributes)
            .Put32(isFar ? ZipFormat.Wide32 : (uint)entry.Offset)
            .Put(entry.Name);
        if (isWide)
        {
            record = record.Put16(ZipFormat.WideExtra).Put16(wideBytes);
        }

        if (entry.IsWide)
        {
            record = record.Put64(entry.Bytes).Put64(entry.PackedBytes);
        }

        return isFar ? record.Put64(entry.Offset).Length : record.Length;
    }

    /// <summary>The most bytes that the directory has for a file of this name, wherever it stands and however large it is.</summary>
    public static int MaxDirectoryHeaderBytes(string name) =>
        DirectoryHeaderBytes + Encoding.UTF8.GetByteCount(name) + FieldHeaderBytes + WideSizesBytes + sizeof(long);

    /// <summary>The end of an archive: how many files it has, and where its directory stands.</summary>
    public static int WriteEnd(Span<byte> buffer, long files, long directoryBytes, long directoryOffset)
    {
        var record = new ZipRecord(buffer);
        if (files >= ZipFormat.Wide16 || directoryBytes >= ZipFormat.Wide32 || directoryOffset >= ZipFormat.Wide32)
        {
            record = record
                .Put32(ZipFormat.WideEnd)
                .Put64(WideEndBytes - WideEndUncounted)
                .Put16(ZipFormat.MadeBy)
                .Put16(ZipFormat.WideVersion)
                .Put32(0)
                .Put32(0)
                .Put64(files)
                .Put64(files)
                .Put64(directoryBytes)
                .Put64(directoryOffset)
                .Put32(ZipFormat.WideEndLocator)
                .Put32(0)
                .Put64(directoryOffset + directoryBytes)
                .Put32(1);
        }

        return record
            .Put32(ZipFormat.End)
            .Put16(0)
            .Put16(0)
            .Put16((int)long.Min(files, ZipFormat.Wide16))
            .Put16((int)long.Min(files, ZipFormat.Wide16))
            .Put32((uint)long.Min(directoryBytes, ZipFormat.Wide32))
            .Put32((uint)long.Min(directoryOffset, ZipFormat.Wide32))
            .Put16(0)
            .Length;
    }
}
