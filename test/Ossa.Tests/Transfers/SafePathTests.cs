using CsCheck;
using Ossa.CommandLine;
using Ossa.Transfers;
using Xunit;

namespace Ossa.Tests.Transfers;

public sealed class SafePathTests
{
    private static readonly string Root = Path.Combine(Path.GetTempPath(), "ossa-safe-path");

    [Fact]
    public void Ordinary_keys_become_paths_below_the_folder() =>
        Assert.Equal(Path.Combine(Root, "a", "b c.txt"), SafePath.Resolve(Root, "a/b c.txt"));

    [Fact]
    public void A_root_folder_is_a_folder_too() =>
        Assert.Equal(Path.Combine(Path.GetPathRoot(Root)!, "a"), SafePath.Resolve(Path.GetPathRoot(Root)!, "a"));

    [Theory]
    [InlineData("a\0b")]
    [InlineData("")]
    [InlineData("a/")]
    [InlineData("..")]
    public void Keys_without_a_safe_path_are_refused(string key) =>
        Assert.Throws<CommandException>(() => SafePath.Resolve(Root, key));

    [Fact]
    public void Whatever_the_key_the_path_is_below_the_folder_or_refused() =>
        Gen.Char["./\\ab:\0~ "]
            .Array[0, 12]
            .Sample(characters =>
            {
                try
                {
                    var path = SafePath.Resolve(Root, new string(characters));
                    Assert.StartsWith(
                        Root + Path.DirectorySeparatorChar,
                        Path.GetFullPath(path),
                        StringComparison.Ordinal
                    );
                }
                catch (CommandException)
                {
                    // Refused, which is as good.
                }
            });
}
