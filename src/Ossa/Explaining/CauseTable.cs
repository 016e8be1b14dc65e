using System.Diagnostics;
using Ossa.CommandLine;
using Ossa.Server.Explaining;

namespace Ossa.Explaining;

/// <summary>The usual causes, each with whether it is the one, in the order in which they are looked at.</summary>
internal static class CauseTable
{
    public static void Write(TextWriter output, IReadOnlyList<ExplainedCause> causes)
    {
        output.WriteLine("Usual causes, in the order in which they are looked at:");
        Table.Write(output, [.. causes.Select(cause => new[] { $"  {NameOf(cause.Cause)}", WordOf(cause.State) })]);
    }

    private static string NameOf(Cause cause) =>
        cause switch
        {
            Cause.Expired => "expired",
            Cause.Clock => "clock",
            Cause.TimeZone => "zone of the clock",
            Cause.AccessKey => "access key or secret",
            Cause.Region => "region",
            Cause.Method => "method",
            Cause.Parameters => "changed parameters",
            Cause.PlusSign => "plus sign or space",
            Cause.ContentType => "content type, header",
            Cause.Permission => "permission",
            Cause.Referer => "referer",
            Cause.Address => "address",
            _ => throw new UnreachableException($"There is no cause {cause}."),
        };

    private static string WordOf(CauseState state) =>
        state switch
        {
            CauseState.Clear => "ok",
            CauseState.Unknown => "not checked",
            CauseState.Possible => "possible",
            CauseState.Found => "cause",
            _ => throw new UnreachableException($"There is no state {state}."),
        };
}
