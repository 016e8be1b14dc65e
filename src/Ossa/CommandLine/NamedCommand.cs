using System.CommandLine;

namespace Ossa.CommandLine;

/// <summary>A command that need not be made to be found.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Create">Makes it.</param>
internal sealed record NamedCommand(string Name, Func<CommandContext, Command> Create);
