namespace Ossa.Server.Transport;

/// <summary>What the system tells of a socket, by the numbers of epoll.</summary>
[Flags]
internal enum SocketEvents : uint
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Something has come.</summary>
    Readable = 0x1,

    /// <summary>There is room for something that goes out.</summary>
    Writable = 0x4,

    /// <summary>Something failed; the next call tells what.</summary>
    Failed = 0x8,

    /// <summary>Both ends are done.</summary>
    Over = 0x10,

    /// <summary>The other end sends nothing more.</summary>
    Ended = 0x2000,

    /// <summary>Nothing comes any more but what is there.</summary>
    LastComes = Failed | Over | Ended,
}
