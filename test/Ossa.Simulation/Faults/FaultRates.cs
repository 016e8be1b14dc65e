namespace Ossa.Simulation.Faults;

/// <summary>How rare each fault is: once in so many calls that it may strike; zero for never.</summary>
internal sealed record FaultRates
{
    /// <summary>A call fails and has done nothing.</summary>
    public int Error { get; init; }

    /// <summary>There is no room.</summary>
    public int Full { get; init; }

    /// <summary>A write does not happen, and nobody can know.</summary>
    public int LostWrite { get; init; }

    /// <summary>A write happens, and nobody can know.</summary>
    public int LostAnswer { get; init; }
}
