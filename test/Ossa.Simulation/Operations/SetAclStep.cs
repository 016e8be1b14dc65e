using Ossa.Protocol.Access;
using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>An object's list was changed and nothing else of it.</summary>
internal sealed record SetAclStep(CannedAcl Acl) : KeyStep
{
    public override IEnumerable<PlaceState> After(PlaceState before) =>
        before.Current is { } current
            ? [before.Replace(0, before.Versions[0] with { Object = current with { Acl = Acl } })]
            : [];

    public override string ToString() => $"set {Acl}";
}
