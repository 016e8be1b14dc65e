using Ossa.Storage;

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

internal static class Tolerances
{
    /// <summary>Which failure an exception tells of. Damage of rows is the storage's own affair and comes as a plain failure.</summary>
    public static Tolerance KindOf(Exception exception) =>
        exception switch
        {
            StoreFullException => Tolerance.Full,
            DamagedBlobException => Tolerance.Damage,
            IOException => Tolerance.Broken,
            _ => Tolerance.None,
        };

    public static bool Allows(this Tolerance tolerance, Exception exception) => (tolerance & KindOf(exception)) != Tolerance.None;
}
