using System.Globalization;
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
    [InlineData(new[] { "a/b", "A/B" }, new[] { "a/b", "a/B (2)" })]
    public void No_file_and_no_folder_has_the_name_of_another(string[] keys, string[] expected)
    {
        var names = new ZipNames();
        Assert.Equal(expected, keys.Select(names.For));
    }

    [Fact]
    public void Folders_count_like_files_once_each()
    {
        var count = new EntryCount();
        var isWithin = true;
        for (var number = 0; number < FolderZip.MaxEntries / 10; number++)
        {
            isWithin &= count.TryAdd(string.Create(CultureInfo.InvariantCulture, $"{number:D6}/a/b/c/d/e/f/g/h/i"));
        }

        Assert.True(isWithin);
        Assert.False(count.TryAdd("z"));
        var other = new EntryCount();
        Assert.All(
            Enumerable.Range(0, FolderZip.MaxEntries - 1),
            number => Assert.True(other.TryAdd($"a/{number:D6}"))
        );
        Assert.False(other.TryAdd("a/z"));
    }
}
