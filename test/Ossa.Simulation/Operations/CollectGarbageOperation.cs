using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Frees what no object uses, in the midst of everything. No key may notice it.</summary>
internal sealed class CollectGarbageOperation : OperationKind
{
    public override int Weight => 5;

    public override Task RunAsync(Client client)
    {
        var isOfAll = client.Dice.OneIn(3);
        return client.AttemptAsync(new Place(KeySpace.Stable, null), null, async _ => await CollectAsync());

        async ValueTask CollectAsync()
        {
            if (isOfAll)
            {
                await client.Engine.Collector.CollectAllAsync(CancellationToken.None);
            }
            else
            {
                await client.Engine.Collector.CollectNewsAsync(CancellationToken.None);
            }
        }
    }
}
