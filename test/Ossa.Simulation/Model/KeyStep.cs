using System.Text.Json.Serialization;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Operations;

namespace Ossa.Simulation.Model;

/// <summary>
/// One operation as one key sees it, with the answer that it got: which states it may have met, and what it left. This is the whole model; every
/// kind of operation brings its own steps.
/// </summary>
[JsonDerivedType(typeof(DeleteStep), "delete")]
[JsonDerivedType(typeof(ExistsStep), "exists")]
[JsonDerivedType(typeof(ReadStep), "read")]
[JsonDerivedType(typeof(SetAclStep), "setAcl")]
[JsonDerivedType(typeof(WriteNewStep), "writeNew")]
[JsonDerivedType(typeof(WriteStep), "write")]
internal abstract record KeyStep
{
    /// <summary>Whether the operation can have met this state (null: no object) and got its answer; if so, the state after it.</summary>
    public abstract bool Meets(ObjectState? before, out ObjectState? after);
}
