namespace Ossa.Benchmarks;

/// <summary>What <see cref="Transfers"/> does.</summary>
/// <param name="Server">Where the server listens; http only.</param>
/// <param name="Duration">How long new transfers begin; those that have begun are finished. Null: until each target was taken once.</param>
/// <param name="Connections">How many transfers run at once, each on a connection that is kept.</param>
/// <param name="Targets">Request targets, which the connections take in turn.</param>
internal sealed record TransferLoad(Uri Server, TimeSpan? Duration, int Connections, string[] Targets);
