namespace Ossa.Server.Transport;

/// <summary>Whoever wants to know when there is something to do for a socket.</summary>
internal interface IPolledSocket
{
    /// <summary>
    /// Something has changed since this was called last, or nothing: whoever finds nothing to do has to wait on. Called on one of the threads that wait
    /// for all sockets, which nobody may hold up, and for what comes next perhaps on another one before it has ended.
    /// </summary>
    void OnReady(SocketEvents events);

    /// <summary>That failed, and may not have done what was to be done.</summary>
    void Fail(Exception error);
}
