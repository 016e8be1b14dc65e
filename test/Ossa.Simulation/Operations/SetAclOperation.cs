using Ossa.Protocol.Access;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Changes an object's list while others replace the object.</summary>
internal sealed class SetAclOperation : OperationKind
{
    private static readonly CannedAcl[] Lists = [CannedAcl.Private, CannedAcl.PublicRead, CannedAcl.PublicReadWrite];

    public override int Weight => 6;

    public override Task RunAsync(Client client)
    {
        var place = KeySpace.RandomPlace(client.Dice);
        var acl = client.Dice.Pick(Lists);
        return client.AttemptAsync(
            place,
            new SetAclStep(acl),
            async bucket =>
            {
                var objects = client.Engine.Objects;
                var record = await objects.SetAclAsync(bucket, place.Key!, null, acl, CancellationToken.None);
                if (record is null)
                {
                    return new ReadStep(null);
                }

                client.World.ContentOf(place, record);
                return new SetAclStep(acl);
            }
        );
    }
}
