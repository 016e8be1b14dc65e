using Ossa.Server.Cors;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>
/// The preflight of a bucket-level request, such as a listing or a form upload; as for objects:
/// https://www.alibabacloud.com/help/en/oss/developer-reference/options
/// </summary>
internal sealed class OptionBucket : Operation
{
    public override string Name => "OptionBucket";

    public override Route Route { get; } = new("OPTIONS", Level.Bucket);

    public override Need Need => Need.Nothing;

    public override Task HandleAsync(OssContext context) => Preflight.AnswerAsync(context);
}
