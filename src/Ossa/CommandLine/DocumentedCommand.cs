using System.CommandLine;

namespace Ossa.CommandLine;

/// <summary>A command whose help shows how it is called.</summary>
internal sealed class DocumentedCommand(string name, string description) : Command(name, description)
{
    /// <summary>Command lines that work as they stand, one a line.</summary>
    public required IReadOnlyList<string> Examples { get; init; }
}
