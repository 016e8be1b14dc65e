using System.Security.Cryptography;

namespace Ossa.Server.Road;

/// <summary>Request ids: 24 upper-case hexadecimal digits that never repeat.</summary>
internal static class RequestIds
{
    private const int RandomBytes = 12;

    /// <summary>As many are made at once as share one call of the random source, which costs as much for one.</summary>
    private const int MadeAtOnce = 64;

    [ThreadStatic]
    private static byte[]? made;

    [ThreadStatic]
    private static int left;

    public static string New() => Convert.ToHexString(Next());

    /// <summary>The same as ASCII.</summary>
    public static byte[] NewBytes()
    {
        var id = new byte[2 * RandomBytes];
        Convert.TryToHexString(Next(), id, out _);
        return id;
    }

    private static ReadOnlySpan<byte> Next()
    {
        made ??= new byte[MadeAtOnce * RandomBytes];
        if (left == 0)
        {
            RandomNumberGenerator.Fill(made);
            left = MadeAtOnce;
        }

        left--;
        return made.AsSpan(left * RandomBytes, RandomBytes);
    }
}
