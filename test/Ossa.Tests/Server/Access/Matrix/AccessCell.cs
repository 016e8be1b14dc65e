namespace Ossa.Tests.Server.Access.Matrix;

/// <summary>Who asks, and all that may have a say in the answer.</summary>
internal sealed record AccessCell(string Caller, string Bucket, string Object, string Policy, string Block)
{
    public const string Anonymous = "anonymous";
    public const string Bound = "bound";
    public const string Guest = "guest";
    public const string Other = "other";
    public const string Root = "root";
    public const string Visitor = "visitor";

    public static readonly string[] Callers =
    [
        Anonymous,
        "user",
        "allowed",
        "denied",
        "grouped",
        "session",
        Bound,
        Root,
        Other,
        Visitor,
        Guest,
    ];
    public static readonly string[] BucketLists = ["private", "public-read", "public-read-write"];
    public static readonly string[] ObjectLists = ["default", "private", "public-read", "public-read-write"];
    public static readonly string[] Policies = ["none", "allow-all", "allow-users", "deny-users", "deny-all"];
    public static readonly string[] Blocks = ["off", "bucket", "account"];

    /// <summary>The values there are, in the order of <see cref="Values"/>.</summary>
    public static readonly string[][] Domains = [Callers, BucketLists, ObjectLists, Policies, Blocks];

    /// <summary>Every combination there is.</summary>
    public static IReadOnlyList<AccessCell> All { get; } =
    [
        .. from policy in Policies
        from block in Blocks
        from caller in Callers
        from bucket in BucketLists
        from list in ObjectLists
        select new AccessCell(caller, bucket, list, policy, block),
    ];

    /// <summary>Few of them, in which any two values that can meet do meet.</summary>
    public static IReadOnlyList<AccessCell> Pairwise { get; } = ChoosePairwise();

    /// <summary>Who asks, and the rest, in the order of the columns.</summary>
    public string[] Values => [Caller, Bucket, Object, Policy, Block];

    public override string ToString() => string.Join(", ", Values);

    private static List<AccessCell> ChoosePairwise()
    {
        var open = All.SelectMany(cell => cell.Pairs()).ToHashSet();
        var chosen = new List<AccessCell>();
        while (open.Count > 0)
        {
            var best = All.MaxBy(cell => cell.Pairs().Count(open.Contains))!;
            open.ExceptWith(best.Pairs());
            chosen.Add(best);
        }

        return chosen;
    }

    private IEnumerable<(int First, int Second, string Values)> Pairs()
    {
        var values = Values;
        for (var first = 0; first < values.Length; first++)
        {
            for (var second = first + 1; second < values.Length; second++)
            {
                yield return (first, second, $"{values[first]} {values[second]}");
            }
        }
    }
}
