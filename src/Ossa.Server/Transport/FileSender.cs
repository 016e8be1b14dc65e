using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;
using Ossa.Engine.Bodies;

namespace Ossa.Server.Transport;

/// <summary>Sends parts of files through a socket, which the system does without a copy. One at a time.</summary>
internal sealed class FileSender(Socket socket) : IDisposable
{
    private readonly Send _send = new();
    private SafeFileHandle? _file;
    private FileStream? _stream;

    /// <summary>Sends a part, all of it.</summary>
    public ValueTask SendAsync(BodyFile part)
    {
        if (_file != part.File)
        {
            // Nothing is lost with the stream: it has no buffer, and the file is closed by whoever opened it.
            (_file, _stream) = (part.File, new FileStream(part.File, FileAccess.Read, bufferSize: 0));
        }

        return _send.RunAsync(socket, new SendPacketsElement(_stream!, part.Offset, part.Length));
    }

    public void Dispose() => _send.Dispose();

    private sealed class Send() : SocketAsyncEventArgs(true)
    {
        private TaskCompletionSource? _ended;

        public ValueTask RunAsync(Socket socket, SendPacketsElement element)
        {
            SendPacketsElements = [element];
            _ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (socket.SendPacketsAsync(this))
            {
                return new(_ended.Task);
            }

            return SocketError == SocketError.Success
                ? ValueTask.CompletedTask
                : ValueTask.FromException(new SocketException((int)SocketError));
        }

        protected override void OnCompleted(SocketAsyncEventArgs e)
        {
            if (SocketError == SocketError.Success)
            {
                _ended!.SetResult();
            }
            else
            {
                _ended!.SetException(new SocketException((int)SocketError));
            }
        }
    }
}
