using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Operations;

/// <summary>
/// A question for what a bucket cannot have yet, because nothing of the kind can be made. Whoever may ask is told what a fresh bucket of the
/// service tells: that there is none.
/// </summary>
internal sealed class AbsentConfiguration(string name, Route route, OssError error, string? action = null) : Operation
{
    public override string Name => name;

    public override Route Route => route;

    public override string Action => action ?? base.Action;

    public override Need Need => Need.Owner;

    public override string? Missing => $"the answer is always {error.Code}, as nothing of the kind can be made yet";

    public override Task HandleAsync(OssContext context) =>
        throw new OssException(error, "BucketName", context.Bucket.Name);
}
