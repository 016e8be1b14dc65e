using System.Collections.Concurrent;
using System.Reflection;
using Ossa.Conformance.Tools;
using Xunit.v3;

[assembly: EndsInTime]

namespace Ossa.Conformance.Tools;

/// <summary>
/// Cancels the token of a test that goes on for very long, so that it fails with the place where it waits. Whoever asks for a long test by hand watches it
/// himself.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class EndsInTimeAttribute : BeforeAfterTestAttribute
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static readonly bool IsLimited = Environment.GetEnvironmentVariables().Keys.Cast<string>().All(IsUsual);

    private readonly ConcurrentDictionary<string, Timer> _running = [];

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (IsLimited)
        {
            var context = TestContext.Current;
            _running[test.UniqueID] = new Timer(
                _ => context.CancelCurrentTest(),
                null,
                Limit,
                Timeout.InfiniteTimeSpan
            );
        }
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (_running.TryRemove(test.UniqueID, out var timer))
        {
            timer.Dispose();
        }
    }

    private static bool IsUsual(string variable) =>
        variable is not (Crash.CrashTests.RoundsVariable or Soak.SoakTests.MinutesVariable);
}
