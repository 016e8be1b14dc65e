namespace Ossa.CommandLine;

/// <summary>The operation failed: exit code 1 and this one line on standard error.</summary>
/// <param name="message">One line that says what is wrong and, where there is something, what to do about it.</param>
/// <param name="inner">What caused it.</param>
internal class CommandException(string message, Exception? inner = null) : Exception(message, inner);
