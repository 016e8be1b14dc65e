using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Ossa.Engine;

namespace Ossa.Server.Transport;

/// <summary>
/// Waits for all sockets of the process by epoll. It tells each change once (edge-triggered), and what it tells runs on the thread that took it.
/// There is a thread for each core, of which as few work as can; all of them where answers are long, and further ones where they are large (<see cref="PollWork"/>).
/// </summary>
/// <remarks>
/// .NET's own engine receives once more after each request, to find that there is nothing, and keeps a queue of operations under a lock for each
/// direction: together a tenth of the CPU time of a small download. Another tenth was that each of its threads, which have their sockets each for itself,
/// went to sleep and was woken for one or two requests, where all of them together kept one thread at work.
/// </remarks>
internal sealed partial class SocketPoll
{
    private const string Library = "libc";
    private const int CloseOnExec = 0x80000;
    private const int ControlAdd = 1;
    private const int ControlModify = 3;
    private const int Interrupted = 4;
    private const int Forever = -1;
    private const uint EdgeTriggered = 0x8000_0000;

    /// <summary>How many are found at once.</summary>
    private const int MaxEvents = 64;

    private const SocketEvents Always = SocketEvents.Readable | SocketEvents.Urgent | SocketEvents.Ended;

    /// <summary>An event is packed on x64 alone.</summary>
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    private static readonly int EventBytes = DataOffset + sizeof(ulong);

    /// <summary>A second one, even where there is one core only, looks whether the first one is held up.</summary>
    private static readonly int Threads = Math.Max(2, Environment.ProcessorCount);

    /// <summary>
    /// With so many, four readers of 1 MiB got 1.3 to 1.5 times as much as from two threads on two cores, and sixteen 1.7 times, for four fifths and three quarters of the CPU: what one is sent does not
    /// wait until the system has given a core to a thread that is in the midst of another one's.
    /// </summary>
    private static readonly int MaxThreads = Environment.ProcessorCount > 1 ? Environment.ProcessorCount + 10 : Threads;

    private static readonly Lazy<SocketPoll> Process = new(() => new SocketPoll());

    private readonly Lock _gate = new();
    private readonly PollWork _work = new(
        MaxEvents,
        Threads,
        MaxThreads,
        patience: TimeSpan.FromMicroseconds(200),
        // On one core whoever waits beside another one only takes turns with it.
        spread: TimeSpan.FromMilliseconds(Environment.ProcessorCount > 1 ? 10 : 0),
        look: TimeSpan.FromMilliseconds(20)
    );
    private readonly int _epoll;

    /// <summary>
    /// By the number of the socket. That may belong to another one when an event is told, which then finds nothing to do; so events need no more to
    /// tell them apart.
    /// </summary>
    private volatile IPolledSocket?[] _sockets = new IPolledSocket?[64];

    private SocketPoll()
    {
        _epoll = EpollCreate(CloseOnExec);
        if (_epoll < 0)
        {
            throw new Win32Exception();
        }

        for (var i = 0; i < Threads; i++)
        {
            Begin();
        }
    }

    /// <summary>Whether this system has it.</summary>
    public static bool IsAvailable { get; } = OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>That of this process, which ends with it.</summary>
    public static SocketPoll Shared => Process.Value;

    /// <summary>Tells from now on when something comes to a socket, beginning with what is there.</summary>
    /// <param name="handle">The socket.</param>
    /// <param name="socket">Who is told.</param>
    /// <exception cref="Win32Exception">The system has no memory for it, or does not allow more.</exception>
    public void Add(SafeSocketHandle handle, IPolledSocket socket)
    {
        var number = NumberOf(handle);
        lock (_gate)
        {
            var sockets = _sockets;
            if (number >= sockets.Length)
            {
                Array.Resize(ref sockets, Math.Max(number + 1, sockets.Length * 2));
            }

            sockets[number] = socket;
            _sockets = sockets;
        }

        try
        {
            Control(ControlAdd, handle, Always);
        }
        catch (Win32Exception)
        {
            Remove(handle, socket);
            throw;
        }
    }

    /// <summary>Tells also when there is room for what goes out, beginning with whether there is some; or does not any more.</summary>
    public void WantRoom(SafeSocketHandle handle, bool isWanted) =>
        Control(ControlModify, handle, isWanted ? Always | SocketEvents.Writable : Always);

    /// <summary>
    /// Tells nothing more of a socket, but for what is being told. To be called before the socket is closed, by which the system itself forgets it:
    /// its number may be another one's then.
    /// </summary>
    public void Remove(SafeSocketHandle handle, IPolledSocket socket)
    {
        var number = NumberOf(handle);
        lock (_gate)
        {
            if (number < _sockets.Length && _sockets[number] == socket)
            {
                _sockets[number] = null;
            }
        }

        _work.Forget(number);
    }

    /// <summary>What one of these threads does now takes a while.</summary>
    public void CallAnother()
    {
        if (_work.CallAnother())
        {
            BeginAnother();
        }
    }

    /// <summary>What one of these threads does now takes less long, but long enough for another one to go on with the other sockets.</summary>
    public void KeepAwake()
    {
        // On one core the two would only take turns.
        if (Environment.ProcessorCount > 1)
        {
            _work.KeepAwake();
        }
    }

    private static int NumberOf(SafeSocketHandle handle) => (int)handle.DangerousGetHandle();

    private void Control(int operation, SafeSocketHandle handle, SocketEvents told)
    {
        Span<byte> wanted = stackalloc byte[EventBytes];
        MemoryMarshal.Write(wanted, (uint)told | EdgeTriggered);
        MemoryMarshal.Write(wanted[DataOffset..], (ulong)NumberOf(handle));
        if (EpollControl(_epoll, operation, handle, wanted) < 0)
        {
            throw new Win32Exception();
        }
    }

    private void Begin() => new Thread(Run) { IsBackground = true, Name = "Ossa sockets" }.UnsafeStart();

    /// <summary>One that helps: where the system allows no more, those that are there do.</summary>
    private void BeginAnother()
    {
        try
        {
            Begin();
        }
        catch (OutOfMemoryException)
        {
            _work.NotBegun();
        }
    }

    private bool TryLend(bool isLent)
    {
        var isLentNow = _work.TryLend(isLent, out var isShort);
        if (isShort)
        {
            BeginAnother();
        }

        return isLentNow;
    }

    private void Run()
    {
        var events = new byte[MaxEvents * EventBytes];
        var found = new ReadySocket[MaxEvents];
        // On one core two would only take turns.
        if (Environment.ProcessorCount > 1)
        {
            EngineThread.Offer(TryLend);
        }

        while (true)
        {
            if (EngineThread.TakeBack())
            {
                _work.TakeBack();
            }

            switch (_work.Next(out var ready))
            {
                case PollTurn.SeeTo:
                    Tell(ready);
                    break;
                case PollTurn.WaitForAll:
                    _work.Found(Wait(events, found, Forever));
                    break;
                case PollTurn.WaitForOne:
                    var one = Wait(events.AsSpan(0, EventBytes), found, PollWork.WaitForOneMilliseconds);
                    _work.FoundOne(one);
                    if (one is [var only])
                    {
                        Tell(only);
                    }

                    break;
            }
        }
    }

    private ReadOnlySpan<ReadySocket> Wait(Span<byte> events, ReadySocket[] found, int milliseconds)
    {
        var count = EpollWait(_epoll, events, events.Length / EventBytes, milliseconds);
        if (count < 0 && Marshal.GetLastPInvokeError() != Interrupted)
        {
            throw new Win32Exception();
        }

        for (var i = 0; i < count; i++)
        {
            var told = events.Slice(i * EventBytes, EventBytes);
            var number = (int)MemoryMarshal.Read<ulong>(told[DataOffset..]);
            found[i] = new ReadySocket(number, (SocketEvents)MemoryMarshal.Read<uint>(told));
        }

        return found.AsSpan(0, Math.Max(0, count));
    }

    private void Tell(ReadySocket ready)
    {
        if (_sockets[ready.Number] is not { } socket)
        {
            return;
        }

        try
        {
            socket.OnReady(ready.Events);
        }
        catch (Exception e)
        {
            // Whatever it was, such as memory that is short, is this connection's.
            socket.Fail(e);
        }
    }

    [LibraryImport(Library, EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int EpollCreate(int flags);

    [LibraryImport(Library, EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int EpollControl(
        int epoll,
        int operation,
        SafeSocketHandle socket,
        ReadOnlySpan<byte> wanted
    );

    [LibraryImport(Library, EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int EpollWait(int epoll, Span<byte> events, int maxEvents, int timeout);
}
