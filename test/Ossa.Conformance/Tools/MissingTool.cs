using Xunit;

namespace Ossa.Conformance.Tools;

/// <summary>
/// What a test does that lacks something outside the .NET SDK: it is skipped visibly; where OSSA_FORBID_SKIP is 1, as in CI, it fails.
/// </summary>
internal static class MissingTool
{
    private const string ForbidSkip = "OSSA_FORBID_SKIP";

    public static void Skip(string reason)
    {
        Assert.False(Environment.GetEnvironmentVariable(ForbidSkip) == "1", reason);
        Assert.Skip(reason);
    }
}
