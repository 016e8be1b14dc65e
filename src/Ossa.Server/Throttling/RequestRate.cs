namespace Ossa.Server.Throttling;

/// <summary>How often somebody may ask.</summary>
/// <param name="PerSecond">Requests a second in the long run, at least 1.</param>
/// <param name="Burst">Requests at once after a pause, at least 1.</param>
public sealed record RequestRate(int PerSecond, int Burst);
