using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations;

/// <summary>
/// The parameters that name a sub-resource at each level, as the catalogue's routes begin. A request that names two which belong to no
/// operation together could be read in two ways, and so is refused.
/// </summary>
internal static class SubResourceNames
{
    private static readonly Dictionary<Level, HashSet<string>> Names = Enum.GetValues<Level>()
        .ToDictionary(level => level, NamesAt);

    private static readonly Dictionary<Level, HashSet<string>> NamesElsewhere = Names.ToDictionary(
        names => names.Key,
        names => Names.Values.SelectMany(others => others).Except(names.Value).ToHashSet(StringComparer.Ordinal)
    );

    /// <summary>What comp says of sub-resources at each level, such as token of cname.</summary>
    private static readonly Dictionary<Level, HashSet<string>> Components = Enum.GetValues<Level>()
        .ToDictionary(level => level, ComponentsAt);

    /// <summary>The sub-resources that a request at this level may name.</summary>
    public static IReadOnlyCollection<string> At(Level level) => Names[level];

    /// <summary>
    /// Refuses a request that names sub-resources of different operations, or names none and says by comp what of it is meant: comp=token
    /// without cname would list objects.
    /// </summary>
    /// <returns>The one that it names, or null.</returns>
    /// <exception cref="OssException">It does; details ArgumentName (ResourceType or comp) and ArgumentValue (what is too much).</exception>
    public static string? RequireOne(RequestTarget target)
    {
        var level = Route.LevelOf(target);
        var names = Names[level];
        string? named = null;
        for (var i = 0; i < target.Query.Count; i++)
        {
            var name = target.Query[i].Key;
            if (!names.Contains(name) || name == named)
            {
                continue;
            }

            if (named is not null)
            {
                throw ListParameters.Invalid(OssErrors.ConflictingSubResources, "ResourceType", name);
            }

            named = name;
        }

        if (named is null && target["comp"] is { } component && Components[level].Contains(component))
        {
            throw ListParameters.Invalid(OssErrors.ConflictingSubResources, "comp", component);
        }

        return named;
    }

    /// <summary>
    /// Refuses a request about an object that names a sub-resource which only buckets have, and the other way round: ignoring it would
    /// change or answer something that nobody spoke of. Pages add parameters of their own to what they read, so there a value tells that
    /// one is meant.
    /// </summary>
    /// <exception cref="OssException">It names one.</exception>
    public static void RequireAtLevel(RequestTarget target, string method)
    {
        var level = Route.LevelOf(target);
        var isRead = HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
        for (var i = 0; i < target.Query.Count; i++)
        {
            var (name, value) = target.Query[i];
            if ((value.Length == 0 || !isRead) && NamesElsewhere[level].Contains(name))
            {
                throw OperationCatalogue.Refuse(method, level);
            }
        }
    }

    /// <summary>What begins with x-oss- states how something is done, and may stand beside a sub-resource.</summary>
    private static HashSet<string> NamesAt(Level level) =>
        OperationCatalogue
            .All.Where(operation => operation.Route.Level == level)
            .Select(operation => operation.Route.Named)
            .OfType<string>()
            .Where(name => !name.StartsWith("x-oss-", StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);

    private static HashSet<string> ComponentsAt(Level level) =>
        OperationCatalogue
            .All.Where(operation => operation.Route.Level == level)
            .SelectMany(operation => operation.Route.SubResource?.Split('&') ?? [])
            .Where(mark => mark.StartsWith("comp=", StringComparison.Ordinal))
            .Select(mark => mark["comp=".Length..])
            .ToHashSet(StringComparer.Ordinal);
}
