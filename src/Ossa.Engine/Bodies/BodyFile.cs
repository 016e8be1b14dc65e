using Microsoft.Win32.SafeHandles;

namespace Ossa.Engine.Bodies;

/// <summary>Bytes of a body that stand in a file as they are, for those above the engine, who do not know storage.</summary>
/// <param name="File">The file, which stays open as long as the body.</param>
/// <param name="Offset">Where they begin in it.</param>
/// <param name="Length">How many there are, at least one.</param>
public readonly record struct BodyFile(SafeFileHandle File, long Offset, int Length);
