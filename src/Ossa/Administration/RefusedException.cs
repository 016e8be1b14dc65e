using Ossa.CommandLine;
using Ossa.Protocol.Documents;

namespace Ossa.Administration;

/// <summary>The server refused what its owner asked for.</summary>
/// <param name="message">The refusal in one line.</param>
/// <param name="error">What the server said.</param>
internal sealed class RefusedException(string message, ErrorDocument error) : CommandException(message)
{
    public ErrorDocument Error { get; } = error;
}
