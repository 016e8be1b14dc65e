using System.Globalization;
using System.Security.Cryptography;

namespace Ossa.Engine.Identity;

/// <summary>Ids of users and roles have 18 digits; the first one tells them apart, as with RAM. Those of accounts have 16, and access keys letters.</summary>
internal static class IdentityIds
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private const string KeyPrefix = "OSSU";

    public static string NewUser() => New('2');

    public static string NewRole() => New('3');

    public static string NewAccount() =>
        RandomNumberGenerator.GetInt32(1_000_000_000, int.MaxValue).ToString("D16", CultureInfo.InvariantCulture);

    /// <summary>An access key with its secret.</summary>
    public static (string Id, string Secret) NewKey() =>
        (KeyPrefix + RandomNumberGenerator.GetString(Letters, 20), RandomNumberGenerator.GetString(Letters, 30));

    private static string New(char kind) => kind + RandomNumberGenerator.GetString("0123456789", 17);
}
