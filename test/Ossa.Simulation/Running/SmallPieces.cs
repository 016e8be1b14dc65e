using Ossa.Storage.Local.Blobs;

namespace Ossa.Simulation.Running;

/// <summary>The bodies of a simulation are too small for what is written past the page cache, unless it is made smaller, too.</summary>
internal static class SmallPieces
{
    /// <summary>All of each blob goes past the page cache but for its end.</summary>
    public static DirectWriting Direct { get; } = new(FirstByte: 0, PieceBytes: 64 * 1024);
}
