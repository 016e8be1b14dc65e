using System.Collections.Concurrent;
using Ossa.Server.Operations;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Access.Matrix;

/// <summary>Who gets in where: every combination of what may have a say in it, over the wire, against what the documentation says.</summary>
public sealed class AccessMatrixTests
{
    /// <summary>With the status of each where its caller is let in; nothing is changed by it, but for the object that is deleted.</summary>
    private static readonly Dictionary<string, int> Core = new()
    {
        ["GetObject"] = 200,
        ["HeadObject"] = 200,
        ["PutObject"] = 409,
        ["DeleteObject"] = 204,
        ["DeleteMultipleObjects"] = 200,
        ["ListObjects"] = 200,
        ["GetBucketAcl"] = 200,
        ["PutObjectAcl"] = 400,
    };

    /// <summary>What changes who may do what, and is asked one after the other.</summary>
    private static readonly string[] Changing =
    [
        "DeleteBucketPolicy",
        "DeleteBucketPublicAccessBlock",
        "DeletePublicAccessBlock",
    ];

    [Fact]
    public async Task Whoever_asks_for_an_object_or_its_bucket_gets_what_the_documentation_says()
    {
        var rows = new ConcurrentDictionary<AccessCell, string[]>();
        var failures = new ConcurrentBag<string>();
        var operations = Core.Keys.Select(Find).ToArray();
        await using var scene = await AccessScene.StartAsync(
            2 * AccessCell.Callers.Length * AccessCell.Policies.Length * AccessCell.Blocks.Length
        );
        foreach (var state in AccessCell.All.GroupBy(cell => (cell.Policy, cell.Block)))
        {
            await scene.SetAsync(state.Key.Policy, state.Key.Block);
            await Parallel.ForEachAsync(
                state,
                new ParallelOptions { MaxDegreeOfParallelism = 4 },
                async (cell, _) =>
                {
                    var outcomes = new List<string>();
                    foreach (var operation in operations)
                    {
                        var answer = await SendCoreAsync(scene, cell, operation);
                        var outcome = Outcome(answer);
                        if (outcome == AccessOracle.Allowed && answer.Status != Core[operation.Name])
                        {
                            failures.Add($"{operation.Name} {cell}: {answer.Status}");
                        }

                        Compare(failures, cell, operation, outcome);
                        outcomes.Add(outcome);
                    }

                    rows[cell] = [.. outcomes];
                }
            );
        }

        Assert.True(failures.IsEmpty, string.Join('\n', failures.Take(20)));
        AccessPage.Compare([.. Core.Keys], rows);
    }

    [Fact]
    public async Task Every_other_operation_lets_in_whom_the_documentation_says()
    {
        var failures = new ConcurrentBag<string>();
        // A form is signed in its fields, and has tests of its own.
        var operations = OperationCatalogue
            .Works.Where(operation => !Core.ContainsKey(operation.Name) && operation.Name != "PostObject")
            .ToLookup(operation => Changing.Contains(operation.Name));
        await using var scene = await AccessScene.StartAsync(victims: 0);
        foreach (var state in AccessCell.Pairwise.GroupBy(cell => (cell.Policy, cell.Block)))
        {
            await scene.SetAsync(state.Key.Policy, state.Key.Block);
            await Parallel.ForEachAsync(
                from cell in state
                from operation in operations[false]
                select (cell, operation),
                new ParallelOptions { MaxDegreeOfParallelism = 4 },
                async (one, _) =>
                    Compare(failures, one.cell, one.operation, Outcome(await scene.SendAsync(one.cell, one.operation)))
            );
            foreach (var cell in state)
            {
                foreach (var operation in operations[true])
                {
                    Compare(failures, cell, operation, Outcome(await scene.SendAsync(cell, operation)));
                    await scene.SetAsync(state.Key.Policy, state.Key.Block);
                }
            }
        }

        Assert.True(failures.IsEmpty, string.Join('\n', failures.Take(20)));
    }

    private static Operation Find(string name) => OperationCatalogue.Works.Single(operation => operation.Name == name);

    private static Task<WireResponse> SendCoreAsync(AccessScene scene, AccessCell cell, Operation operation) =>
        operation.Name switch
        {
            "PutObject" => scene.SendAsync(cell, operation, headers: [new("x-oss-forbid-overwrite", "true")]),
            "DeleteObject" => scene.SendAsync(cell, operation, AccessScene.Victim(cell.Object, 2 * NumberOf(cell))),
            "DeleteMultipleObjects" => scene.SendAsync(
                cell,
                operation,
                AccessScene.Victim(cell.Object, (2 * NumberOf(cell)) + 1)
            ),
            _ => scene.SendAsync(cell, operation),
        };

    /// <summary>Each combination deletes two objects of its own.</summary>
    private static int NumberOf(AccessCell cell) =>
        (
            (Array.IndexOf(AccessCell.Callers, cell.Caller) * AccessCell.Policies.Length)
            + Array.IndexOf(AccessCell.Policies, cell.Policy)
        ) * AccessCell.Blocks.Length
        + Array.IndexOf(AccessCell.Blocks, cell.Block);

    private static void Compare(ConcurrentBag<string> failures, AccessCell cell, Operation operation, string outcome)
    {
        var expected = AccessOracle.Expect(cell, AccessClasses.Of(operation.Name, operation.Route.Level.ToString()));
        if (outcome != expected)
        {
            failures.Add($"{operation.Name} {cell}: {outcome}, but it should be {expected}");
        }
    }

    private static string Outcome(WireResponse answer) =>
        answer.Status < 400 || answer.Code != "AccessDenied"
            ? AccessOracle.Allowed
            : $"{answer.Status} {answer.Ec ?? "no EC"}";
}
