using Microsoft.Win32.SafeHandles;

namespace Ossa.Storage;

/// <summary>Bytes that stand in a file as they are to be handed out.</summary>
/// <param name="File">The file, which whoever opened it closes.</param>
/// <param name="Offset">Where they begin in it.</param>
/// <param name="Length">How many there are, at least one.</param>
public readonly record struct FilePart(SafeFileHandle File, long Offset, int Length);
