using System.Text;
using Ossa.Fuzz.Running;
using Ossa.Fuzz.Targets;
using Xunit;

namespace Ossa.Tests.Fuzzing;

/// <summary>Every target of the fuzzer for a moment, always with the same inputs.</summary>
public sealed class FuzzTests
{
    private const ulong Seed = 1;
    private const int Inputs = 2_000;

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_input_breaks_a_target(string name)
    {
        var target = FuzzTargets.All.Single(target => target.Name == name);
        Assert.All(target.Seeds, seed => Assert.True(target.Accepts(seed)));
        var fuzzer = new Fuzzer(target, Seed);
        var finding = fuzzer.Run(Inputs);
        Assert.True(finding is null, $"{finding}");
        // Both ends are reached, or the run says nothing.
        Assert.True(fuzzer.Accepted > Inputs / 100 && fuzzer.Refused > Inputs / 100);
    }

    [Fact]
    public void What_breaks_a_target_is_found_again_and_made_small()
    {
        var finding = new Fuzzer(new BreakableTarget(), Seed).Run(Inputs);
        Assert.NotNull(finding);
        Assert.Equal("<"u8.ToArray(), finding.Input);
        Assert.IsType<InvalidOperationException>(finding.Failure);
        Assert.Contains($"--target breakable --seed {Seed}", $"{finding}", StringComparison.Ordinal);
        Assert.Equal(finding.Input, new Fuzzer(new BreakableTarget(), Seed).Run(Inputs)?.Input);
    }

    [Theory]
    [InlineData("acs3", "host: localhost", "host: \u00A0localhost")]
    [InlineData("acs3", "host: localhost", "host: localhost\u0085")]
    public void What_was_found_once_is_refused(string name, string signed, string changed)
    {
        var target = FuzzTargets.All.Single(target => target.Name == name);
        var seed = Encoding.Latin1.GetString(target.Seeds[0]);
        Assert.Contains(signed, seed, StringComparison.Ordinal);
        Assert.False(target.Accepts(Encoding.Latin1.GetBytes(seed.Replace(signed, changed, StringComparison.Ordinal))));
    }

    [Fact]
    public void Too_much_work_is_a_finding() =>
        Assert.IsType<BrokenInvariantException>(Trial.Of(new GreedyTarget(), [1], out _));

    [Fact]
    public void Only_what_fails_is_left_of_an_input()
    {
        var smallest = Minimizer.Minimize(
            "xxaxxxxbxxxaxx"u8.ToArray(),
            bytes => bytes.Count(value => value == 'a') == 2 && bytes.Contains((byte)'b')
        );
        Assert.Equal("aba"u8.ToArray(), smallest);
    }

    [Fact]
    public void The_command_tells_its_seed_and_what_it_did()
    {
        using var output = new StringWriter();
        Assert.Equal(
            0,
            FuzzCommand.Run(["--minutes", "0.0001", "--target", "policies", "--seed", "7"], output, TextWriter.Null)
        );
        Assert.StartsWith("--seed 7", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("policies: ", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--target", "nothing")]
    [InlineData("--minutes", "0")]
    [InlineData("--seed", "-1")]
    [InlineData("--seed")]
    [InlineData("policies")]
    public void Unknown_arguments_are_refused_with_what_there_is(params string[] args)
    {
        using var errors = new StringWriter();
        Assert.Equal(2, FuzzCommand.Run(args, TextWriter.Null, errors));
        Assert.Contains("policies", errors.ToString(), StringComparison.Ordinal);
    }

    private sealed class BreakableTarget : IFuzzTarget
    {
        public string Name => "breakable";

        public IReadOnlyList<byte[]> Seeds { get; } =
        [
            [.. "abcabc"u8],
        ];

        public IReadOnlyList<string> Tokens { get; } = ["<", "d"];

        public bool Accepts(byte[] input) =>
            input.Contains((byte)'<') ? throw new InvalidOperationException("It broke.") : input.Length > 0;
    }

    private sealed class GreedyTarget : IFuzzTarget
    {
        public string Name => "greedy";

        public IReadOnlyList<byte[]> Seeds { get; } =
        [
            [1],
        ];

        public IReadOnlyList<string> Tokens { get; } = ["a"];

        public bool Accepts(byte[] input) => new byte[16_000_000].Length > input.Length;
    }
}
