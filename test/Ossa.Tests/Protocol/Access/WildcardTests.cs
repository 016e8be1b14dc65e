using System.Text.RegularExpressions;
using CsCheck;
using Ossa.Protocol.Access;
using Xunit;

namespace Ossa.Tests.Protocol.Access;

public sealed class WildcardTests
{
    [Fact]
    public void A_pattern_takes_what_a_regular_expression_of_the_same_meaning_takes() =>
        Gen.Select(Gen.String[Gen.Char["ab*?/"], 0, 8], Gen.String[Gen.Char["abA/"], 0, 12], Gen.Bool)
            .Sample(
                (pattern, text, ignoreCase) =>
                {
                    var expression = Regex.Escape(pattern).Replace("\\*", ".*").Replace("\\?", ".");
                    var options = ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None;
                    Assert.Equal(
                        Regex.IsMatch(text, $"^(?:{expression})\\z", options | RegexOptions.Singleline),
                        Wildcard.Matches(pattern, text, ignoreCase)
                    );
                    Assert.Equal(
                        Regex.IsMatch(text, $"^(?:{expression})", options | RegexOptions.Singleline),
                        Wildcard.MatchesStart(pattern, text, ignoreCase)
                    );
                }
            );

    /// <summary>In long texts many places are looked at together.</summary>
    [Fact]
    public void So_does_one_of_a_long_text() =>
        Gen.Select(
                Gen.OneOf(
                    Gen.String[Gen.Char["ab*?"], 0, 12],
                    Gen.String[Gen.Char["aab??"], 1, 8].Select(run => $"*{run}*")
                ),
                Gen.String[Gen.Char["aaaab"], 60, 300],
                Gen.Bool
            )
            .Sample(
                (pattern, text, ignoreCase) =>
                {
                    var expression = Regex.Escape(pattern).Replace("\\*", ".*").Replace("\\?", ".");
                    var options = RegexOptions.Singleline | RegexOptions.NonBacktracking;
                    Assert.Equal(
                        Regex.IsMatch(text, $"^(?:{expression})\\z", options),
                        Wildcard.Matches(pattern, text, ignoreCase)
                    );
                    Assert.Equal(
                        Regex.IsMatch(text, $"^(?:{expression})", options),
                        Wildcard.MatchesStart(pattern, text, ignoreCase)
                    );
                }
            );

    [Fact]
    public void No_pattern_takes_more_steps_than_pattern_times_text() =>
        Gen.Select(Gen.String[Gen.Char["ab*?"], 0, 40], Gen.String[Gen.Char["ab"], 0, 60], Gen.Bool)
            .Sample(
                (pattern, text, toTheEnd) =>
                {
                    Wildcard.Matches(pattern, text, ignoreCase: false, toTheEnd, out var steps);
                    Assert.InRange(steps, 0, MostSteps(pattern, text));
                }
            );

    [Theory]
    [InlineData("*a", "b")]
    [InlineData("a*", "b")]
    [InlineData("?*", "b")]
    [InlineData("*?a", "b")]
    [InlineData("a?", "b*")]
    [InlineData("*", "ab")]
    public void Bombs_of_many_wildcards_take_no_more_either(string piece, string end)
    {
        var text = new string('a', 1_023);
        foreach (var start in (string[])["", "*", "*?"])
        {
            var pattern = start + string.Concat(Enumerable.Repeat(piece, 590)) + end;
            Assert.False(Wildcard.Matches(pattern, text, ignoreCase: false, toTheEnd: true, out var steps));
            Assert.InRange(steps, 0, MostSteps(pattern, text));
        }
    }

    /// <summary>What ends in another character than all places that seem right is found out for many of them in one step.</summary>
    [Theory]
    [InlineData("?", 500)]
    [InlineData("a", 500)]
    [InlineData("a?", 250)]
    [InlineData("?aa", 200)]
    public void What_is_almost_everywhere_is_found_out_to_be_nowhere_in_few_steps(string piece, int times)
    {
        var text = new string('a', 1_023);
        var pattern = $"*{string.Concat(Enumerable.Repeat(piece, times))}b*";
        Assert.False(Wildcard.Matches(pattern, text, ignoreCase: false, toTheEnd: true, out var steps));
        Assert.InRange(steps, 0, MostSteps(pattern, text) / 32);
    }

    /// <summary>From each character of the text on the pattern is tried once at most.</summary>
    private static int MostSteps(string pattern, string text) => (pattern.Length + 1) * (text.Length + 1);
}
