namespace Ossa.Protocol.Access;

/// <summary>A policy that cannot be understood; the message says why.</summary>
public sealed class PolicyFormatException(PolicyProblem problem, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What kind of mistake it is.</summary>
    public PolicyProblem Problem { get; } = problem;
}
