using System.Security.Cryptography;

namespace Ossa.Sharing;

/// <summary>Names that nobody can guess: 128 bits and a little more, in letters and digits.</summary>
internal static class RandomNames
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const int Length = 22;

    public static string New() => RandomNumberGenerator.GetString(Letters, Length);
}
