namespace Ossa.Hosting;

/// <summary>Another program listens on the wanted address.</summary>
internal sealed class AddressTakenException(string address, Exception cause)
    : Exception($"{address} is taken by another program: stop it, or choose another address with --listen.", cause);
