namespace Ossa.Simulation.Running;

/// <summary>The engine did what it must never do.</summary>
internal abstract class BrokenPromiseException(string what) : Exception(what);
