using Ossa.Storage.Checking;

namespace Ossa.Tests.Engine.Checking;

/// <summary>Whole numbers that repeat with their seed.</summary>
internal sealed class Dice(int seed)
{
    private readonly SeededRandom _random = new((ulong)seed);

    public int Next(int end) => Next(0, end);

    public int Next(int start, int end) => start + (int)(_random.NextDouble() * (end - start));
}
