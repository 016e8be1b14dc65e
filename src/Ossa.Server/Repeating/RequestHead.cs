using System.Buffers;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace Ossa.Server.Repeating;

/// <summary>
/// The head of a download as it came, to the byte: its target and all of its headers. Two that are the same are told apart only by when they come
/// and from where.
/// </summary>
internal static class RequestHead
{
    /// <summary>A longer one is not taken down.</summary>
    public const int MaxBytes = 8 * 1024;

    /// <summary>Nobody can make up a head that has the hash of another one, nor over TLS one that has the hash of one without.</summary>
    private static readonly (long Plain, long Secure) Seeds = (NewSeed(), NewSeed());

    /// <summary>The head at the beginning of what came, where it is that of a GET and there in one piece.</summary>
    public static bool TryRead(in ReadOnlySequence<byte> came, out ReadOnlySpan<byte> head)
    {
        head = came.FirstSpan;
        if (!head.StartsWith("GET /"u8))
        {
            return false;
        }

        var end = head[..Math.Min(head.Length, MaxBytes)].IndexOf("\r\n\r\n"u8);
        head = head[..(end + "\r\n\r\n".Length)];
        return end >= 0;
    }

    /// <summary>Alike for those that are the same, and with few exceptions different for others.</summary>
    /// <param name="head">The head.</param>
    /// <param name="isSecure">Whether it came over TLS.</param>
    public static ulong HashOf(ReadOnlySpan<byte> head, bool isSecure) =>
        XxHash3.HashToUInt64(head, isSecure ? Seeds.Secure : Seeds.Plain);

    private static long NewSeed() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
}
