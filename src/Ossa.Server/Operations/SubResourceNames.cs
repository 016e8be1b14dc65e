using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Operations;

/// <summary>
/// The parameters that name a sub-resource at each level, as the catalogue's routes begin. A request that names two which belong to no
/// operation together could be read in two ways, and so is refused.
/// </summary>
internal static class SubResourceNames
{
    private static readonly FrozenDictionary<Level, FrozenSet<string>> Names = Enum.GetValues<Level>()
        .ToFrozenDictionary(level => level, NamesAt);

    /// <summary>The sub-resources that a request at this level may name.</summary>
    public static IReadOnlyCollection<string> At(Level level) => Names[level];

    /// <summary>Refuses a request that names sub-resources of different operations.</summary>
    /// <exception cref="OssException">It does; details ArgumentName (ResourceType) and ArgumentValue (the one too many).</exception>
    public static void RequireOne(RequestTarget target)
    {
        var names = Names[Route.LevelOf(target)];
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
                throw new OssException(
                    OssErrors.ConflictingSubResources,
                    [new("ArgumentName", "ResourceType"), new("ArgumentValue", name)]
                );
            }

            named = name;
        }
    }

    /// <summary>
    /// Refuses to change an object for a request that names a sub-resource which only buckets have, and the other way round: ignoring it would
    /// change something that nobody spoke of.
    /// </summary>
    /// <exception cref="OssException">It names one.</exception>
    public static void RequireAtLevel(RequestTarget target, string method)
    {
        var level = Route.LevelOf(target);
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
        {
            return;
        }

        foreach (var (name, _) in target.Query)
        {
            if (!Names[level].Contains(name) && Names.Values.Any(others => others.Contains(name)))
            {
                throw OperationCatalogue.Refuse(method, level);
            }
        }
    }

    /// <summary>What begins with x-oss- states how something is done, and may stand beside a sub-resource.</summary>
    private static FrozenSet<string> NamesAt(Level level) =>
        OperationCatalogue
            .All.Where(operation => operation.Route.Level == level)
            .Select(operation => operation.Route.Named)
            .OfType<string>()
            .Where(name => !name.StartsWith("x-oss-", StringComparison.Ordinal))
            .ToFrozenSet(StringComparer.Ordinal);
}
