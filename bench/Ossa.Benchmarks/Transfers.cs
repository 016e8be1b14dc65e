using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Ossa.Benchmarks;

/// <summary>
/// Large bodies to and from a server, with as little work of the client's as can be: what comes is thrown away in the kernel, and what goes is one
/// buffer sent over and over. Prints the bytes of whole bodies and the seconds they took.
/// </summary>
internal static class Transfers
{
    private const int MaxHeadBytes = 16 * 1024;
    private const int PieceBytes = 1024 * 1024;

    /// <summary>MSG_TRUNC: the kernel counts what it drops, and copies nothing.</summary>
    private const SocketFlags ThrowAway = SocketFlags.Truncated;

    /// <summary>
    /// Room for what is thrown away, which nobody writes to. Made anew for each answer, it took longer than to read 64 KiB.
    /// </summary>
    private static readonly byte[] Dropped = new byte[PieceBytes];

    public static Task<int> GetAsync(TextWriter output, TransferLoad load) =>
        RunAsync(
            output,
            load,
            (socket, target) =>
            {
                Send(socket, $"GET {target} HTTP/1.1\r\nHost: {load.Server.Authority}\r\n\r\n");
                return ReadAnswer(socket);
            }
        );

    public static Task<int> PutAsync(TextWriter output, TransferLoad load, int bytes)
    {
        var piece = new byte[Math.Min(PieceBytes, bytes)];
        RandomNumberGenerator.Fill(piece);
        return RunAsync(
            output,
            load,
            (socket, target) =>
            {
                Send(
                    socket,
                    $"PUT {target} HTTP/1.1\r\nHost: {load.Server.Authority}\r\nContent-Length: {bytes}\r\n\r\n"
                );
                for (var left = bytes; left > 0; left -= piece.Length)
                {
                    SendAll(socket, piece.AsSpan(0, Math.Min(left, piece.Length)));
                }
                ReadAnswer(socket);
                return bytes;
            }
        );
    }

    private static async Task<int> RunAsync(TextWriter output, TransferLoad load, Func<Socket, string, long> exchange)
    {
        var clock = Stopwatch.StartNew();
        var next = -1;
        var bytes = await Task.WhenAll(
            Enumerable
                .Range(0, load.Connections)
                .Select(_ => Task.Factory.StartNew(Transfer, TaskCreationOptions.LongRunning))
        );
        await output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{bytes.Sum()} {clock.Elapsed.TotalSeconds:F4}")
        );
        return 0;

        long Transfer()
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            SendAtOnce(socket);
            socket.Connect(IPAddress.Parse(load.Server.Host), load.Server.Port);
            var sum = 0L;
            while (load.Duration is null || clock.Elapsed < load.Duration)
            {
                var number = Interlocked.Increment(ref next);
                if (load.Duration is null && number >= load.Targets.Length)
                {
                    break;
                }

                sum += exchange(socket, load.Targets[number % load.Targets.Length]);
            }
            return sum;
        }
    }

    /// <summary>
    /// Chooses CUBIC, Linux's own default. Machines that have BBR for everything would send by a timer, at a pace that it finds out, which took a tenth of the rate
    /// over loopback. It counts for what is sent: what a server sends is its system's affair.
    /// </summary>
    private static void SendAtOnce(Socket socket)
    {
        const int Tcp = 6;
        const int TcpCongestion = 13;
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            socket.SetRawSocketOption(Tcp, TcpCongestion, "cubic"u8);
        }
        catch (SocketException error)
        {
            Console.Error.WriteLine(
                $"Clients send as the system has it, since CUBIC is not to be had: {error.Message}"
            );
        }
    }

    /// <summary>Reads an answer to its end and says how long its body was.</summary>
    private static long ReadAnswer(Socket socket)
    {
        var buffer = new byte[MaxHeadBytes];
        var read = 0;
        int end;
        while ((end = buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8)) < 0)
        {
            var count = socket.Receive(buffer.AsSpan(read));
            read += count > 0 ? count : throw new EndOfStreamException("The server closed the connection.");
        }
        var head = Encoding.ASCII.GetString(buffer, 0, end);
        if (!head.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal))
        {
            throw new InvalidDataException(head);
        }

        var length = LengthOf(head);
        for (var left = length - (read - end - 4); left > 0; )
        {
            var count = socket.Receive(Dropped.AsSpan(0, (int)Math.Min(left, PieceBytes)), ThrowAway);
            left -= count > 0 ? count : throw new EndOfStreamException("The server closed the connection.");
        }
        return length;
    }

    private static long LengthOf(string head)
    {
        const string Name = "Content-Length: ";
        var line = head.Split("\r\n").FirstOrDefault(line => line.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        return line is null
            ? throw new InvalidDataException($"An answer without a length:\n{head}")
            : long.Parse(line.AsSpan(Name.Length), CultureInfo.InvariantCulture);
    }

    private static void Send(Socket socket, string head) => SendAll(socket, Encoding.ASCII.GetBytes(head));

    private static void SendAll(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[socket.Send(bytes)..];
        }
    }
}
