using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;

namespace Ossa.Engine.Identity;

/// <summary>Ids of users and roles have 18 digits; the first one tells them apart, as with RAM. Those of accounts have 16, and access keys letters.</summary>
internal static class IdentityIds
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private const string KeyPrefix = "OSSU";
    private const int KeyLetters = 20;
    private const int SecretLetters = 30;

    /// <summary>The first digit of the id of a user.</summary>
    public const char OfUsers = '2';

    /// <summary>The first digit of the id of a role.</summary>
    public const char OfRoles = '3';

    private static readonly SearchValues<char> Alphabet = SearchValues.Create(Letters);

    public static string NewUser() => New(OfUsers);

    public static string NewRole() => New(OfRoles);

    public static string NewAccount() =>
        RandomNumberGenerator.GetInt32(1_000_000_000, int.MaxValue).ToString("D16", CultureInfo.InvariantCulture);

    /// <summary>An access key with its secret.</summary>
    public static (string Id, string Secret) NewKey() =>
        (
            KeyPrefix + RandomNumberGenerator.GetString(Letters, KeyLetters),
            RandomNumberGenerator.GetString(Letters, SecretLetters)
        );

    /// <summary>Whether a text is an id that an access key made here may have: those of the first root and of links look different.</summary>
    public static bool IsKey(string text) =>
        text.Length == KeyPrefix.Length + KeyLetters
        && text.StartsWith(KeyPrefix, StringComparison.Ordinal)
        && !text.AsSpan().ContainsAnyExcept(Alphabet);

    /// <summary>Whether a text is a secret as they are made here.</summary>
    public static bool IsSecret(string text) =>
        text.Length == SecretLetters && !text.AsSpan().ContainsAnyExcept(Alphabet);

    private static string New(char kind) => kind + RandomNumberGenerator.GetString("0123456789", 17);
}
