using Ossa.Conformance.Hosting;

[assembly: AssemblyFixture(typeof(StrictServer))]

namespace Ossa.Conformance.Hosting;

/// <summary>
/// One ephemeral, strict server for the whole test run: what passes against it passes against the real service. A test class takes
/// it as a constructor parameter.
/// </summary>
public sealed class StrictServer() : RunningServer("--ephemeral", "--strict");
