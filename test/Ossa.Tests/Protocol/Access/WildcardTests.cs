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

    [Fact]
    public void A_pattern_of_many_stars_ends()
    {
        var pattern = string.Concat(Enumerable.Repeat("*a", 5_000)) + "b";
        Assert.False(Wildcard.Matches(pattern, new string('a', 1_023)));
    }
}
