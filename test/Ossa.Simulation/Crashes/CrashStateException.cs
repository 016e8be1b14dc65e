namespace Ossa.Simulation.Crashes;

/// <summary>A state that a crash may leave was not recovered as it must be.</summary>
internal sealed class CrashStateException(string state, Exception cause)
    : Exception($"{state}: {cause.Message}", cause);
