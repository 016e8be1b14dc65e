using Ossa.Protocol.Errors;

namespace Ossa.Engine.Identity;

/// <summary>Lists of names that hang on a user, a group or a role: of policies, and of the groups that it is in.</summary>
internal static class Attachments
{
    /// <summary>The list with the name; one that is in it already stays as it is.</summary>
    public static IReadOnlyList<string> Add(IReadOnlyList<string> names, string name, int most, OssError tooMany) =>
        names.Contains(name) ? names
        : names.Count < most ? [.. names, name]
        : throw new OssException(tooMany, "Name", name);

    /// <summary>The list without the name, which must be in it.</summary>
    public static IReadOnlyList<string> Remove(IReadOnlyList<string> names, string name, OssError missing) =>
        names.Contains(name) ? [.. names.Where(other => other != name)] : throw new OssException(missing, "Name", name);
}
