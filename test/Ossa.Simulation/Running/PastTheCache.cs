using Ossa.Simulation.Randomness;
using Ossa.Storage.Local.Blobs;

namespace Ossa.Simulation.Running;

/// <summary>The bodies of a simulation are too small for what is written past the page cache, unless it is made smaller, too.</summary>
internal static class PastTheCache
{
    /// <summary>In every second run whole blobs, in small pieces.</summary>
    public static DirectWriting Pick(Dice dice) =>
        dice.OneIn(2) ? new DirectWriting(FirstByte: 0, PieceBytes: 64 * 1024) : new DirectWriting();
}
