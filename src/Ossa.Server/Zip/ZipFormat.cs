namespace Ossa.Server.Zip;

/// <summary>Numbers of the ZIP format; the sections are those of PKWARE's APPNOTE.</summary>
internal static class ZipFormat
{
    /// <summary>4.3.7.</summary>
    public const uint LocalHeader = 0x04034b50;

    /// <summary>4.3.9.</summary>
    public const uint DataDescriptor = 0x08074b50;

    /// <summary>4.3.12.</summary>
    public const uint DirectoryHeader = 0x02014b50;

    /// <summary>4.3.14.</summary>
    public const uint WideEnd = 0x06064b50;

    /// <summary>4.3.15.</summary>
    public const uint WideEndLocator = 0x07064b50;

    /// <summary>4.3.16.</summary>
    public const uint End = 0x06054b50;

    /// <summary>What a field of four bytes says where the value stands in a wider one, 4.5.3.</summary>
    public const uint Wide32 = uint.MaxValue;

    /// <summary>What a field of two bytes says where the value stands in a wider one.</summary>
    public const ushort Wide16 = ushort.MaxValue;

    /// <summary>The extra field of wide values.</summary>
    public const ushort WideExtra = 1;

    /// <summary>Sizes and checksum follow the content (bit 3), and names are UTF-8 (bit 11).</summary>
    public const ushort Flags = (1 << 3) | (1 << 11);

    /// <summary>Deflate, of which only blocks are used that are stored as they are.</summary>
    public const ushort Deflate = 8;

    /// <summary>What it takes to read deflate.</summary>
    public const ushort Version = 20;

    /// <summary>What it takes to read wide fields.</summary>
    public const ushort WideVersion = 45;

    /// <summary>Written as on Unix, so that the attributes are those of Unix.</summary>
    public const ushort MadeBy = (3 << 8) | WideVersion;

    /// <summary>A file that its owner may change and all may read.</summary>
    public const uint Attributes = 0b1_000_000_110_100_100u << 16;
}
