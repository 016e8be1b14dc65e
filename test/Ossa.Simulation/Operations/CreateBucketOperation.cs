using Ossa.Engine.Encryption;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Makes the bucket that goes again; one that is there is left as it is.</summary>
internal sealed class CreateBucketOperation : OperationKind
{
    public override int Weight => 6;

    public override Task RunAsync(Client client) => CreateAsync(client, KeySpace.Fragile);

    public static Task CreateAsync(Client client, string name)
    {
        var place = new Place(name, null);
        var step = new WriteStep(ObjectState.Bucket);
        return client.AttemptAsync(
            place,
            step,
            async invokedAt =>
            {
                var engine = client.Engine;
                var bucket = await engine.Buckets.CreateAsync(
                    name,
                    engine.AccountId,
                    acl: null,
                    "Standard",
                    "LRS",
                    CancellationToken.None
                );
                client.World.History.Answered(place, client.Name, invokedAt, step);
                if (client.World.Encrypts)
                {
                    await engine.Buckets.UpdateAsync(
                        bucket,
                        present => present with { Encryption = ObjectEncryption.Aes256 },
                        CancellationToken.None
                    );
                }
            }
        );
    }
}
