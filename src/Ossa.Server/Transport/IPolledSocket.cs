namespace Ossa.Server.Transport;

/// <summary>Whoever wants to know when there is something to do for a socket.</summary>
internal interface IPolledSocket
{
    /// <summary>
    /// Something has changed since this was called last, or nothing: whoever finds nothing to do has to wait on. Called on the thread that waits for
    /// all sockets, which nobody may hold up.
    /// </summary>
    void OnReady(SocketEvents events);
}
