using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;
using Ossa.Engine.Bodies;

namespace Ossa.Server.Transport;

/// <summary>Sends parts of files through a socket, which the system does without a copy. One at a time.</summary>
internal sealed class FileSender : IDisposable
{
    private readonly Socket _socket;
    private readonly Rest _rest = new();

    public FileSender(Socket socket)
    {
        _socket = socket;
        // Whoever finds it full waits elsewhere.
        socket.Blocking = false;
    }

    /// <summary>Sends a part, all of it.</summary>
    /// <exception cref="SocketException">The connection is over, or the file has become shorter.</exception>
    public ValueTask SendAsync(BodyFile part)
    {
        var sent = NativeSocket.Send(_socket, part);
        return sent == part.Length
            ? ValueTask.CompletedTask
            : _rest.SendAsync(_socket, new BodyFile(part.File, part.Offset + sent, part.Length - sent));
    }

    public void Dispose() => _rest.Dispose();

    /// <summary>
    /// Sends what the socket does not take at once. It holds the file meanwhile: whoever opened it may have given up waiting and close it, and the
    /// thread that waits for sockets must not find it closed.
    /// </summary>
    private sealed class Rest() : SocketAsyncEventArgs(true)
    {
        private TaskCompletionSource? _ended;
        private SafeFileHandle? _held;
        private int _wanted;

        public ValueTask SendAsync(Socket socket, BodyFile part)
        {
            var isHeld = false;
            part.File.DangerousAddRef(ref isHeld);
            _held = part.File;
            try
            {
                return BeginAsync(socket, part);
            }
            catch (Exception e)
            {
                LetGo();
                // So .NET says of a socket whose other end was found to be gone.
                throw e is NotSupportedException ? new SocketException((int)SocketError.NotConnected) : e;
            }
        }

        private ValueTask BeginAsync(Socket socket, BodyFile part)
        {
            // Nothing is lost with the stream: it has no buffer, and the file is closed by whoever opened it.
            var stream = new FileStream(part.File, FileAccess.Read, bufferSize: 0);
            SendPacketsElements = [new SendPacketsElement(stream, part.Offset, part.Length)];
            _wanted = part.Length;
            _ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!socket.SendPacketsAsync(this))
            {
                End();
            }

            return new(_ended.Task);
        }

        protected override void OnCompleted(SocketAsyncEventArgs e) => End();

        private void LetGo()
        {
            _held!.DangerousRelease();
            _held = null;
        }

        private void End()
        {
            LetGo();
            if (SocketError == SocketError.Success && BytesTransferred == _wanted)
            {
                _ended!.SetResult();
                return;
            }

            var error = SocketError == SocketError.Success ? SocketError.NoData : SocketError;
            _ended!.SetException(new SocketException((int)error));
        }
    }
}
