namespace Ossa.Server.Transport;

/// <summary>What the system tells of a socket, by the numbers of epoll.</summary>
[Flags]
internal enum SocketEvents : uint
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Something has come.</summary>
    Readable = 0x1,

    /// <summary>A byte has come that the sender marked as urgent, at which a receive ends.</summary>
    Urgent = 0x2,

    /// <summary>There is room for something that goes out.</summary>
    Writable = 0x4,

    /// <summary>Something failed; the next call tells what.</summary>
    Failed = 0x8,

    /// <summary>Both ends are done.</summary>
    Over = 0x10,

    /// <summary>The other end sends nothing more.</summary>
    Ended = 0x2000,

    /// <summary>Nobody tells whether there is more than one receive gave: it must be asked for.</summary>
    MoreIsUntold = Urgent | Failed | Over | Ended,
}
