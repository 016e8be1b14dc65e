namespace Ossa.Conformance.Hosting;

/// <summary>An ephemeral server with the leniences that a server has by default; a class fixture for the few tests about them.</summary>
public sealed class LenientServer() : RunningServer("--ephemeral", "--strict=false");
