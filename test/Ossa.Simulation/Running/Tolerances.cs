using Ossa.Storage;

namespace Ossa.Simulation.Running;

/// <summary>Which failure is which.</summary>
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

    public static bool Allows(this Tolerance tolerance, Exception exception) =>
        (tolerance & KindOf(exception)) != Tolerance.None;
}
