using System.Text;

namespace Ossa.Tests.Storage;

/// <summary>Short ways to write keys, values and bodies in tests.</summary>
internal static class Bytes
{
    public static byte[] Of(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(byte[]? bytes) => bytes is null ? "(none)" : Encoding.UTF8.GetString(bytes);

    /// <summary>Bytes that differ at every place and between seeds, so that a shifted or swapped part shows.</summary>
    public static byte[] Pattern(int length, int seed = 1)
    {
        var bytes = new byte[length];
        var state = (uint)seed * 2654435761;
        for (var index = 0; index < length; index++)
        {
            state = state * 1664525 + 1013904223;
            bytes[index] = (byte)(state >> 24);
        }
        return bytes;
    }
}
