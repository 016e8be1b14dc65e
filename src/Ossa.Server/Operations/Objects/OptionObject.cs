using Ossa.Server.Cors;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Objects;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/options</summary>
internal sealed class OptionObject : Operation
{
    public override string Name => "OptionObject";

    public override Route Route { get; } = new("OPTIONS", Level.Object);

    public override Need Need => Need.Nothing;

    public override Task HandleAsync(OssContext context) => Preflight.AnswerAsync(context);
}
