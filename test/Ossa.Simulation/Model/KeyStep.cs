using System.Text.Json.Serialization;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Operations;

namespace Ossa.Simulation.Model;

/// <summary>
/// One operation as one key sees it, with the answer that it got: which states it may have met, and what it left. This is the whole model; every
/// kind of operation brings its own steps.
/// </summary>
[JsonDerivedType(typeof(AbortStep), "abort")]
[JsonDerivedType(typeof(AddMarkerStep), "addMarker")]
[JsonDerivedType(typeof(AnyStep), "any")]
[JsonDerivedType(typeof(AppendRefusedStep), "appendRefused")]
[JsonDerivedType(typeof(AppendStep), "append")]
[JsonDerivedType(typeof(CompleteStep), "complete")]
[JsonDerivedType(typeof(DeleteStep), "delete")]
[JsonDerivedType(typeof(DeleteVersionStep), "deleteVersion")]
[JsonDerivedType(typeof(ExistsStep), "exists")]
[JsonDerivedType(typeof(HasVersionsStep), "hasVersions")]
[JsonDerivedType(typeof(PutPartStep), "putPart")]
[JsonDerivedType(typeof(ReadPartsStep), "readParts")]
[JsonDerivedType(typeof(ReadStep), "read")]
[JsonDerivedType(typeof(ReadVersionStep), "readVersion")]
[JsonDerivedType(typeof(ReadVersionsStep), "readVersions")]
[JsonDerivedType(typeof(SetAclStep), "setAcl")]
[JsonDerivedType(typeof(SetVersioningStep), "setVersioning")]
[JsonDerivedType(typeof(WriteNewStep), "writeNew")]
[JsonDerivedType(typeof(WriteStep), "write")]
[JsonDerivedType(typeof(WroteUnderStep), "wroteUnder")]
internal abstract record KeyStep
{
    /// <summary>The states that there may be after the operation, if it met this one and got its answer; none if that cannot be.</summary>
    public abstract IEnumerable<PlaceState> After(PlaceState before);
}
