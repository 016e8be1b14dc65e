namespace Ossa.Transfers;

/// <summary>One file or object on its way.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="RunAsync">Brings it to its place.</param>
internal sealed record Transfer(string Name, Func<CancellationToken, Task> RunAsync);
