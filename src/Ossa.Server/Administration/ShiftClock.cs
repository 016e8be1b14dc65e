using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Errors;
using Ossa.Server.Hosting;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>
/// <c>PUT clock</c>: shifts the clock of a server that keeps nothing, so that tests of what depends on time need not wait. What is kept
/// must never be told a time that is not.
/// </summary>
internal sealed class ShiftClock(TimeProvider time) : AdminOperation
{
    public override string Name => "AdminShiftClock";

    public override string Summary => "Shifts the clock of a server that keeps nothing.";

    public override string Method => HttpMethods.Put;

    public override string Path => AdminApi.Clock;

    public override IReadOnlyList<string> Parameters => [AdminApi.Shift];

    public override IReadOnlyList<string> RequiredParameters => [AdminApi.Shift];

    public override AdminAnswer Answer => AdminAnswer.Json(ClockAnswerJson.Default.ClockAnswer);

    public override Task HandleAsync(OssContext context)
    {
        if (time is not ShiftableClock clock)
        {
            throw new OssException(AdminErrors.ClockNotShiftable);
        }

        var text = context.Target[AdminApi.Shift] ?? "";
        if (!DurationText.TryParseSigned(text, out var shift))
        {
            throw new OssException(AdminErrors.InvalidShift, "Shift", text);
        }

        clock.ShiftBy(shift);
        return ClockAnswer.SendAsync(context, time);
    }
}
