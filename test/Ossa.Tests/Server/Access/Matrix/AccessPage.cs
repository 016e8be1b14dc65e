using Ossa.Tests.Tidy;
using Xunit;

namespace Ossa.Tests.Server.Access.Matrix;

/// <summary>The page that says who may do what. Combinations that differ in one value only and come to the same are one row of it.</summary>
internal static class AccessPage
{
    private const string Path = "docs/access-matrix.md";

    private const string Heading = """
        # Who may do what

        Each combination of caller, lists, policy and block of public access is asked over the wire for each of the eight operations below, and must get what the
        documented order of evaluation says: what the policy of a session does not allow is refused, what a policy denies is refused, then what a policy allows is allowed, then the owner may do
        everything, and others what the lists let them, unless public access is blocked. Each combination stands in exactly one row; "yes" is
        let in, a number is the EC of the refusal with 403 AccessDenied. `OSSA_UPDATE_DOCS=1 dotnet test` prints this page anew.

        - Callers: `user` is a user without a policy, `allowed` has one that allows everything, `denied` has that and one that denies
          everything, `grouped` is in a group that is allowed everything, `root` is the root key.
        - `session` has assumed a role that is allowed everything, `bound` has done so with a policy of the session that allows to read objects
          only.
        - `other` is the root key of another account, `visitor` a user there that its account allows everything, `guest` one without a policy. To users
          there a policy of the bucket gives only what one of their own does, too. PutBucket makes a bucket in the caller's account.
        - Policy is the bucket's: it allows or denies everything to `all`, which is everybody, or to the four users above and the three of the
          other account.
        - Block is the block of public access, of the bucket or of the account.
        - Every other operation is asked over the wire, too, but only in a choice of combinations in which any two values meet, against the same order of
          evaluation; its outcomes are not printed here. PostObject, which is signed in its fields, is not among them and has tests of its own.


        """;

    public static void Compare(IReadOnlyList<string> operations, IReadOnlyDictionary<AccessCell, string[]> outcomes)
    {
        var text = Heading + Print(operations, outcomes);
        var path = SourceTree.PathOf(Path);
        if (Environment.GetEnvironmentVariable("OSSA_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(text, File.ReadAllText(path), ignoreLineEndingDifferences: true);
    }

    private static string Print(IReadOnlyList<string> operations, IReadOnlyDictionary<AccessCell, string[]> outcomes)
    {
        string[] columns = ["caller", "bucket", "object", "policy", "block", .. operations];
        var rows = Merge([.. AccessCell.All.Select(cell => Row.Of(cell, outcomes[cell]))]);
        var lines = rows.OrderBy(row => row.Place)
            .Select(row => row.Print())
            .Prepend([.. columns.Select(_ => "---")])
            .Prepend(columns);
        return string.Concat(lines.Select(line => $"| {string.Join(" | ", line)} |\n"));
    }

    /// <summary>Makes one row of those that are alike in all but one value, value by value, until no two are.</summary>
    private static IReadOnlyList<Row> Merge(IReadOnlyList<Row> rows)
    {
        while (true)
        {
            var before = rows.Count;
            for (var i = AccessCell.Domains.Length - 1; i >= 0; i--)
            {
                var place = i;
                rows = [.. rows.GroupBy(row => row.WithoutValueOf(place)).Select(same => Row.Join(place, [.. same]))];
            }

            if (rows.Count == before)
            {
                return rows;
            }
        }
    }

    private sealed record Row(string[][] Values, string[] Outcomes)
    {
        /// <summary>Orders rows by their first values.</summary>
        public int Place =>
            Values
                .Select(
                    (values, i) =>
                        (First: Array.IndexOf(AccessCell.Domains[i], values[0]), Base: AccessCell.Domains[i].Length)
                )
                .Aggregate(0, (place, digit) => (place * digit.Base) + digit.First);

        public static Row Of(AccessCell cell, string[] outcomes) =>
            new([.. cell.Values.Select(value => (string[])[value])], outcomes);

        public static Row Join(int place, IReadOnlyList<Row> rows)
        {
            var values = rows[0].Values.ToArray();
            var all = rows.SelectMany(row => row.Values[place]).ToHashSet();
            values[place] = [.. AccessCell.Domains[place].Where(all.Contains)];
            return rows[0] with { Values = values };
        }

        public string WithoutValueOf(int place) =>
            string.Join('|', Values.Where((_, i) => i != place).Select(Names).Concat(Outcomes));

        public string[] Print() =>
            [
                .. Values.Select((values, i) => values.Length == AccessCell.Domains[i].Length ? "any" : Names(values)),
                .. Outcomes.Select(outcome => outcome.Replace("403 ", "", StringComparison.Ordinal)),
            ];

        private static string Names(string[] values) => string.Join(", ", values);
    }
}
