using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Frees what no object uses, in the midst of everything. No key may notice it.</summary>
internal sealed class CollectGarbageOperation : OperationKind
{
    public override int Weight => 5;

    public override Task RunAsync(Client client) =>
        client.AttemptAsync(
            new Place(KeySpace.Stable, null),
            null,
            async _ => await client.Engine.Collector.CollectAllAsync(CancellationToken.None)
        );
}
