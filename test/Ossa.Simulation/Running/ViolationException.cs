namespace Ossa.Simulation.Running;

/// <summary>The history is one that no right engine can have made.</summary>
internal sealed class ViolationException(IReadOnlyList<string> violations)
    : BrokenPromiseException(string.Join('\n', violations));
