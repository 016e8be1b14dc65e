namespace Ossa.CommandLine;

/// <summary>Commands that stand together in the help.</summary>
/// <param name="Title">What they are for.</param>
/// <param name="Commands">The commands, the most used ones first.</param>
internal sealed record CommandGroup(string Title, IReadOnlyList<NamedCommand> Commands);
