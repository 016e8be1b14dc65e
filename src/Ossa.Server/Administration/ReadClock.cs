using Microsoft.AspNetCore.Http;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary><c>GET clock</c>: what time it is to the server, and by how much that is shifted.</summary>
internal sealed class ReadClock(TimeProvider time) : AdminOperation
{
    public override string Name => "AdminReadClock";

    public override string Summary => "Tells what time it is to the server, and by how much that is shifted.";

    public override string Method => HttpMethods.Get;

    public override string Path => AdminApi.Clock;

    public override IReadOnlyList<string> Parameters => [];

    public override AdminAnswer Answer => AdminAnswer.Json(ClockAnswerJson.Default.ClockAnswer);

    public override Task HandleAsync(OssContext context) => ClockAnswer.SendAsync(context, time);
}
