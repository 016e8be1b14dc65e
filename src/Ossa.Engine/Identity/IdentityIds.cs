using System.Security.Cryptography;

namespace Ossa.Engine.Identity;

/// <summary>Ids of 18 digits; the first one tells users from roles, as with RAM.</summary>
internal static class IdentityIds
{
    public static string NewUser() => New('2');

    public static string NewRole() => New('3');

    private static string New(char kind) => kind + RandomNumberGenerator.GetString("0123456789", 17);
}
