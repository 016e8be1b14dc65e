using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>
/// One kind of operation: how often clients choose it, what they choose for it, and what it means to the model. A new kind is a file with a
/// class like this, a step of the model if no present one fits, and a line in the catalogue.
/// </summary>
internal abstract class OperationKind
{
    /// <summary>How often this kind is chosen, compared with the others.</summary>
    public abstract int Weight { get; }

    public abstract Task RunAsync(Client client);
}
