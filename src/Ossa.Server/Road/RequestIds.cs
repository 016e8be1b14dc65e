using System.Security.Cryptography;

namespace Ossa.Server.Road;

/// <summary>Request ids: 24 upper-case hexadecimal digits that never repeat.</summary>
internal static class RequestIds
{
    private const int RandomBytes = 12;

    public static string New()
    {
        Span<byte> bytes = stackalloc byte[RandomBytes];
        RandomNumberGenerator.Fill(bytes);
        return Convert.ToHexString(bytes);
    }
}
