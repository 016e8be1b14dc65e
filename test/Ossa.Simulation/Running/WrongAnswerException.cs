namespace Ossa.Simulation.Running;

/// <summary>An answer that no order of operations can make right: mixed, half or foreign bytes, a record that lies about its body.</summary>
internal sealed class WrongAnswerException(string what) : BrokenPromiseException(what);
