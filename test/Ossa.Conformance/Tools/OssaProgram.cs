namespace Ossa.Conformance.Tools;

/// <summary>The program that is tested, which was built beside the tests.</summary>
internal static class OssaProgram
{
    /// <summary>What <c>dotnet</c> runs.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "ossa.dll");
}
