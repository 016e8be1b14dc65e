using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Operations;

/// <summary>An operation that Ossa knows but does not answer yet: 501 with its name, to those who may ask at all.</summary>
internal sealed class PlannedOperation(string name, Route route) : Operation
{
    public override string Name => name;

    public override Route Route => route;

    public override Need Need => Need.Owner;

    public override Task HandleAsync(OssContext context) =>
        throw new OssException(OssErrors.NotImplementedOperation, "Operation", name);
}
