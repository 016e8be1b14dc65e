using System.Security.Cryptography;

namespace Ossa.Engine.Identity;

/// <summary>Ids of 18 digits; the first one tells users from roles, as with RAM.</summary>
internal static class IdentityIds
{
    /// <summary>The first digit of the id of a user.</summary>
    public const char OfUsers = '2';

    /// <summary>The first digit of the id of a role.</summary>
    public const char OfRoles = '3';

    public static string NewUser() => New(OfUsers);

    public static string NewRole() => New(OfRoles);

    private static string New(char kind) => kind + RandomNumberGenerator.GetString("0123456789", 17);
}
