namespace Ossa.Server.Transport;

/// <summary>What a thread that works for <see cref="PollWork"/> is to do next.</summary>
internal enum PollTurn
{
    /// <summary>See to the socket that it was given.</summary>
    SeeTo,

    /// <summary>Wait for whatever comes to all sockets, and then call <see cref="PollWork.Found"/>.</summary>
    WaitForAll,

    /// <summary>
    /// Wait for one socket, for <see cref="PollWork.WaitForOneMilliseconds"/>; if one comes, call <see cref="PollWork.FoundOne"/> and see to it. Others wait, too, so that each takes
    /// no more than it sees to at once.
    /// </summary>
    WaitForOne,
}
