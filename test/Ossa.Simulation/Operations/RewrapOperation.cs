using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Puts a new master key in the place of the present one, wraps what is stored anew and retires old keys. No key may notice it.</summary>
internal sealed class RewrapOperation : OperationKind
{
    public override int Weight => 4;

    public override Task RunAsync(Client client) =>
        client.World.Encrypts
            ? client.AttemptAsync(new Place(KeySpace.Stable, null), null, async _ => await RewrapAsync(client))
            : Task.CompletedTask;

    private static async Task RewrapAsync(Client client)
    {
        var engine = client.Engine;
        if (client.Dice.OneIn(2))
        {
            await engine.Keyring.RotateAsync(name: null, CancellationToken.None);
        }

        await engine.Rewrapper.RewrapAsync(CancellationToken.None);
        foreach (var old in (await engine.Keyring.ListAsync(CancellationToken.None)).Where(key => !key.IsCurrent))
        {
            try
            {
                await engine.Rewrapper.RetireAsync(old.Id, endSessions: false, CancellationToken.None);
            }
            catch (ArgumentException)
            {
                // Something that is stored or being written needs it, or another client has retired it.
            }
        }
    }
}
