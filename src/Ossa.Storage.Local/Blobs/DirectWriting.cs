namespace Ossa.Storage.Local.Blobs;

/// <summary>What of a blob is written past the page cache, where that can be.</summary>
/// <param name="FirstByte">
/// All from here on, but for the end. What is smaller is likely to be read soon, and so is the beginning of what is larger, which then goes out without waiting for the disk.
/// </param>
/// <param name="PieceBytes">How many bytes the disk takes at a time; a multiple of a page.</param>
internal sealed record DirectWriting(long FirstByte = 1024 * 1024, int PieceBytes = 512 * 1024);
