namespace Ossa.Simulation.Crashes.Disk;

/// <summary>A name in a directory.</summary>
internal sealed record Name(Node Directory, string Text);
