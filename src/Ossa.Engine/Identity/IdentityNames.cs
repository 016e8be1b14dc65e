using System.Buffers;
using Ossa.Protocol.Errors;

namespace Ossa.Engine.Identity;

/// <summary>What users, groups, roles and policies may be called, and what may be said of them. The rules are those of RAM.</summary>
internal static class IdentityNames
{
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> OfUsers = SearchValues.Create(LettersAndDigits + "._-");

    private static readonly SearchValues<char> OfPolicies = SearchValues.Create(LettersAndDigits + "-");

    public static void CheckAccount(string name) => Check(name, OfUsers, 64, AccountErrors.InvalidAccountName);

    public static void CheckUser(string name) => Check(name, OfUsers, 64, RamErrors.InvalidUserName);

    public static void CheckGroup(string name) => Check(name, OfUsers, 64, RamErrors.InvalidGroupName);

    public static void CheckRole(string name) => Check(name, OfUsers, 64, RamErrors.InvalidRoleName);

    public static void CheckPolicy(string name) => Check(name, OfPolicies, 128, RamErrors.InvalidPolicyName);

    public static void CheckComments(string name, string comments) =>
        CheckLength(name, comments, Limits.MaxCommentsCharacters, RamErrors.InvalidComments);

    public static void CheckDisplayName(string name, string displayName) =>
        CheckLength(name, displayName, Limits.MaxCommentsCharacters, RamErrors.InvalidDisplayName);

    public static void CheckDescription(string name, string description) =>
        CheckLength(name, description, Limits.MaxDescriptionCharacters, RamErrors.InvalidDescription);

    private static void CheckLength(string name, string text, int most, OssError refusal)
    {
        if (text.Length > most)
        {
            throw new OssException(refusal, "Name", name);
        }
    }

    private static void Check(string name, SearchValues<char> allowed, int longest, OssError refusal)
    {
        if (name.Length == 0 || name.Length > longest || name.AsSpan().ContainsAnyExcept(allowed))
        {
            throw new OssException(refusal, "Name", name);
        }
    }
}
