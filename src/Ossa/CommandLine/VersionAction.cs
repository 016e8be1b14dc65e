using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Ossa.CommandLine;

/// <summary>Prints the version of this program, whatever process hosts it.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public static string Version { get; } =
        typeof(VersionAction)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0]
        ?? "unknown";

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"ossa {Version}");
        return ExitCodes.Done;
    }
}
