namespace Ossa.Simulation.Running;

/// <summary>Which failures of operations a run expects, because it causes them. Any other one ends the run.</summary>
[Flags]
internal enum Tolerance
{
    None = 0,

    /// <summary>There was no room, and so nothing has happened.</summary>
    Full = 1,

    /// <summary>The storage failed; whether a write has happened is not known.</summary>
    Broken = 2,

    /// <summary>The storage noticed that it does not hold what was written.</summary>
    Damage = 4,
}
