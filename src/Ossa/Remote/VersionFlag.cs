using System.CommandLine;

namespace Ossa.Remote;

/// <summary>The flag <c>--version-id</c>.</summary>
internal static class VersionFlag
{
    public static Option<string?> Create() =>
        new("--version-id")
        {
            Description = "This version of the object, as 'ossa ls --all-versions' names it, or null",
            HelpName = "ID",
        };
}
