using Ossa.Conformance.Hosting;

[assembly: AssemblyFixture(typeof(StrictServer))]

namespace Ossa.Conformance.Hosting;

/// <summary>
/// One ephemeral, strict server for the whole test run: what passes against it passes against the real service. A test class takes
/// it as a constructor parameter. What is archived is restored at once.
/// </summary>
public sealed class StrictServer() : RunningServer("--ephemeral", "--strict", "--restore-delay", "0s");
