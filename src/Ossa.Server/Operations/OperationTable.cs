using Ossa.Server.Road;

namespace Ossa.Server.Operations;

/// <summary>
/// Operations by level and by the parameter that their route names first, so that a request is compared with the few that it may be for. Of
/// an operation that is left out the route cannot fit.
/// </summary>
internal sealed class OperationTable
{
    private readonly Operation[] _all;
    private readonly Dictionary<Level, LevelOperations> _levels;

    public OperationTable(IReadOnlyList<Operation> operations)
    {
        _all = [.. operations];
        _levels = Enum.GetValues<Level>()
            .ToDictionary(level => level, level => new LevelOperations(Array.FindAll(_all, IsAt(level))));
    }

    /// <summary>The operations that a request for this may be for, in their order.</summary>
    public ReadOnlySpan<Operation> For(RequestTarget target)
    {
        var level = _levels[Route.LevelOf(target)];
        string? named = null;
        for (var i = 0; i < target.Query.Count; i++)
        {
            var name = target.Query[i].Key;
            if (name == named || !level.Naming.ContainsKey(name))
            {
                continue;
            }

            if (named is not null)
            {
                return _all;
            }

            named = name;
        }

        return named is null ? level.Plain : level.Naming[named];
    }

    private static Predicate<Operation> IsAt(Level level) => operation => operation.Route.Level == level;

    /// <summary>The operations at one level.</summary>
    private sealed class LevelOperations(Operation[] operations)
    {
        /// <summary>Those that name no parameter.</summary>
        public Operation[] Plain { get; } = Array.FindAll(operations, operation => operation.Route.Named is null);

        /// <summary>By the parameter that some of them name first: these, and those that name none.</summary>
        public Dictionary<string, Operation[]> Naming { get; } =
            operations
                .Select(operation => operation.Route.Named)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .ToDictionary(
                    name => name,
                    name =>
                        Array.FindAll(
                            operations,
                            operation => operation.Route.Named is null || operation.Route.Named == name
                        ),
                    StringComparer.Ordinal
                );
    }
}
