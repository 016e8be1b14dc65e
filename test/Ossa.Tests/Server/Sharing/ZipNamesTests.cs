using System.Globalization;
using CsCheck;
using Ossa.Server.Sharing;
using Xunit;

namespace Ossa.Tests.Server.Sharing;

public sealed class ZipNamesTests
{
    /// <summary>Were each counted from the beginning, this would take minutes.</summary>
    [Fact]
    public void Any_number_of_keys_may_come_to_one_name()
    {
        const int Keys = 50_000;
        string[] unsafeCharacters = [":", "*", "?", "\"", "<", ">", "|", "\\"];
        var names = new ZipNames();
        var given = Enumerable
            .Range(0, Keys)
            .Select(number =>
                string.Concat(
                    Convert.ToString(number, toBase: 8).PadLeft(6, '0').Select(digit => unsafeCharacters[digit - '0'])
                )
            )
            .Select(names.For)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Equal(Keys, given.Count);
        Assert.Contains("______", given);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"______ ({Keys})"), given);
    }

    [Theory]
    [InlineData(new[] { "a", "a/b" }, new[] { "a", "a (2)/b" })]
    [InlineData(new[] { "A", "a/b", "a/c" }, new[] { "A", "a (2)/b", "a (2)/c" })]
    [InlineData(new[] { "x*/b", "x?" }, new[] { "x_/b", "x_ (2)" })]
    [InlineData(new[] { "a", "a (2)", "a/b" }, new[] { "a", "a (2)", "a (3)/b" })]
    [InlineData(new[] { "a.b", "A.B" }, new[] { "a.b", "A (2).B" })]
    [InlineData(new[] { "A/b", "A/c", "a/B" }, new[] { "A/b", "A/c", "a (2)/B" })]
    [InlineData(new[] { "caf\u0065\u0301/a", "caf\u00e9/a" }, new[] { "caf\u0065\u0301/a", "caf\u00e9 (2)/a" })]
    [InlineData(new[] { "\u00C5.txt", "\u212B.txt" }, new[] { "\u00C5.txt", "\u212B (2).txt" })]
    [InlineData(new[] { "\u1100\u1161\u11A8", "\uAC01" }, new[] { "\u1100\u1161\u11A8", "\uAC01 (2)" })]
    [InlineData(new[] { "a\u0301\u0323", "a\u0323\u0301" }, new[] { "a\u0301\u0323", "a\u0323\u0301 (2)" })]
    [InlineData(new[] { "STRASSE", "Stra\u00DFe" }, new[] { "STRASSE", "Stra\u00DFe (2)" })]
    [InlineData(new[] { "\u00C9", "e\u0301" }, new[] { "\u00C9", "e\u0301 (2)" })]
    [InlineData(new[] { "\u00E8", "\u00E9", "e" }, new[] { "\u00E8", "\u00E9", "e" })]
    [InlineData(new[] { "\u62A5", "\u6587" }, new[] { "\u62A5", "\u6587" })]
    [InlineData(new[] { "a//b", "a/b", "a/c//d" }, new[] { "a/b", "a/b (2)", "a/c/d" })]
    public void No_file_and_no_folder_has_the_name_of_another(string[] keys, string[] expected)
    {
        var names = new ZipNames();
        Assert.Equal(expected, keys.Select(names.For));
    }

    /// <summary>A folder is over with the first key beside it; were what was in it kept, a million folders would fill the memory.</summary>
    [Fact]
    public void Whatever_the_keys_no_two_names_are_alike_and_none_is_a_folder_too() =>
        Gen.Char["aAb/ .*?2()"]
            .Array[1, 9]
            .Select(characters => new string(characters))
            .Where(key => !key.EndsWith('/'))
            .HashSet[1, 40]
            .Sample(keys =>
            {
                var names = new ZipNames();
                var given = keys.Order(StringComparer.Ordinal).Select(names.For).ToList();
                Assert.Equal(keys.Count, given.Distinct(StringComparer.OrdinalIgnoreCase).Count());
                var folders = given.SelectMany(FoldersOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
                Assert.DoesNotContain(given, folders.Contains);
                Assert.All(given, name => Assert.DoesNotMatch(@"^/|//|[*?]|(^|/)\.\.?(/|$)|[. ](/|$)", name));
            });

    private static IEnumerable<string> FoldersOf(string name) =>
        name.Index().Where(at => at.Item == '/').Select(at => name[..at.Index]);
}
