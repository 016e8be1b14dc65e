namespace Ossa.Server.Transport;

/// <summary>What was found of a socket.</summary>
/// <param name="Number">The number of the socket.</param>
/// <param name="Events">What the system tells of it.</param>
internal readonly record struct ReadySocket(int Number, SocketEvents Events);
