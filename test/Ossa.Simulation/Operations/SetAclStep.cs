using Ossa.Protocol.Access;
using Ossa.Simulation.Model;

namespace Ossa.Simulation.Operations;

/// <summary>An object's list was changed and nothing else of it.</summary>
internal sealed record SetAclStep(CannedAcl Acl) : KeyStep
{
    public override bool Meets(ObjectState? before, out ObjectState? after)
    {
        after = before is null ? null : before with { Acl = Acl };
        return before is not null;
    }

    public override string ToString() => $"set {Acl}";
}
