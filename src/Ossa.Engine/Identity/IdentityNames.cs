using System.Buffers;
using Ossa.Protocol.Errors;

namespace Ossa.Engine.Identity;

/// <summary>What users, groups, roles and policies may be called. The rules are those of RAM.</summary>
internal static class IdentityNames
{
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> OfUsers = SearchValues.Create(LettersAndDigits + "._-");

    private static readonly SearchValues<char> OfPolicies = SearchValues.Create(LettersAndDigits + "-");

    public static void CheckUser(string name) => Check(name, OfUsers, 64, RamErrors.InvalidUserName);

    public static void CheckGroup(string name) => Check(name, OfUsers, 64, RamErrors.InvalidGroupName);

    public static void CheckRole(string name) => Check(name, OfUsers, 64, RamErrors.InvalidRoleName);

    public static void CheckPolicy(string name) => Check(name, OfPolicies, 128, RamErrors.InvalidPolicyName);

    private static void Check(string name, SearchValues<char> allowed, int longest, OssError refusal)
    {
        if (name.Length == 0 || name.Length > longest || name.AsSpan().ContainsAnyExcept(allowed))
        {
            throw new OssException(refusal, "Name", name);
        }
    }
}
