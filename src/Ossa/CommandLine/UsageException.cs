namespace Ossa.CommandLine;

/// <summary>The command was called in a wrong way that only its action can see: exit code 2 and this line on standard error.</summary>
/// <param name="message">One line that says what is wrong.</param>
internal sealed class UsageException(string message) : Exception(message);
