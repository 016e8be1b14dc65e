using System.Diagnostics;
using System.Text.RegularExpressions;
using CsCheck;
using Ossa.Server.Sharing;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Sharing;

/// <summary>What people paste does what it says, whatever shell they paste it into and whatever the object is called.</summary>
public sealed partial class ShellWordTests
{
    /// <summary>Names that would run a command, name a variable, end the quotes or be another file in at least one shell.</summary>
    public static TheoryData<string> HostileNames =>
        [
            "'; touch owned; '",
            "\"; touch owned; \"",
            "\" & echo owned > owned & \"",
            "$(touch owned)",
            "`touch owned`",
            "${IFS}touch${IFS}owned",
            "!touch",
            "\\",
            "a\\\"; touch owned; \\\"",
            "%ComSpec%",
            "^\" & calc",
            "\u201c; touch owned; \u201d",
            "\u2018; touch owned; \u2019",
            "\uff02; touch owned; \uff02",
            "\u02ba; touch owned; \u02ba",
            "a\u030e; touch owned",
            "a\ntouch owned",
            "a\r\ntouch owned",
            "--config",
            "-K",
            ".bashrc",
            "..",
            "C:\\Windows\\x",
            "\ud800",
        ];

    [Theory]
    [MemberData(nameof(HostileNames))]
    public async Task A_shell_gives_curl_the_name_and_the_url_and_runs_nothing_else(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no sh.");
        using var directory = new TemporaryDirectory();
        var url = "https://oss.test/b/" + name;
        var script = "curl() { printf '%s\\n' \"$@\"; }\n" + CodeSample.Curl(url, name);
        var start = new ProcessStartInfo("sh", ["-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory.Path,
            UseShellExecute = false,
        };
        using var shell = Process.Start(start)!;
        var (output, error) = (
            await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)
        );
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        var expected = new[] { "--fail", "--globoff", "--output", ShellWord.OfName(name)[1..^1] };
        Assert.Equal([.. expected, ShellWord.OfUrl(url)![1..^1]], output.TrimEnd('\n').Split('\n'));
        Assert.Empty(error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    /// <summary>Within double quotes none of these characters means anything to sh, PowerShell or cmd, nor to Java or C#.</summary>
    [Fact]
    public void No_text_makes_a_word_that_any_shell_could_misread() =>
        Gen.OneOf(
                Gen.String,
                Gen.String[Gen.Char["abZ09é文ー-._ %$`'\"\\!^&|<>\n\u201c\u02ba\u030e\uff02\u20ac\u0370"], 0, 40]
            )
            .Sample(text =>
            {
                Assert.Matches(Name(), ShellWord.OfName(text));
                if (ShellWord.OfUrl(text) is { } url)
                {
                    Assert.Matches(Url(), url);
                    Assert.DoesNotMatch(Variable(), url);
                }
                else
                {
                    Assert.Matches(@"[\u0340-\u037F]|%[Cc][Dd]", text);
                }
            });

    [Theory]
    [InlineData("report-2026 (final).pdf", "report-2026 _final_.pdf")]
    [InlineData("报告 1.pdf", "报告 1.pdf")]
    [InlineData("レポート.txt", "レポート.txt")]
    [InlineData("Übersicht+é.csv", "Übersicht+é.csv")]
    [InlineData("it's", "it_s")]
    [InlineData(".profile", "_profile")]
    [InlineData("-o", "_o")]
    public void A_file_keeps_what_of_its_name_is_harmless(string name, string expected) =>
        Assert.Equal($"\"{expected}\"", ShellWord.OfName(name));

    [Theory]
    [InlineData("https://[::1]:9000/b/a%20b?x=%2F&y", "https://[::1]:9000/b/a%20b?x=%2F&y")]
    [InlineData("https://h/it's $1!", "https://h/it%27s%20%241%21")]
    [InlineData("https://h/%PATH%/100%", "https://h/%25PATH%25/100%25")]
    [InlineData("https://h/文", "https://h/%E6%96%87")]
    [InlineData("https://h/%E2%82%ACCESS_TOKEN%20", "https://h/%E2%82%AC%43ESS_TOKEN%20")]
    [InlineData("https://h/€_x %e2%82%ac1", "https://h/%E2%82%AC%5Fx%20%e2%82%ac%31")]
    [InlineData("https://h/報_a", "https://h/%E5%A0%B1%5Fa")]
    public void A_url_stays_the_same_url(string url, string expected)
    {
        Assert.Equal($"\"{expected}\"", ShellWord.OfUrl(url));
        Assert.Equal(ShellWord.OfUrl(url), ShellWord.OfUrl(expected));
    }

    /// <summary>Two hex digits that no encoding avoids are the name of a variable that cmd always has.</summary>
    [Theory]
    [InlineData("https://h/\u0370")]
    [InlineData("https://h/%CD%B0")]
    [InlineData("https://h/?x=%cd%b0")]
    [InlineData("https://h/%CD:~0,3%25")]
    public void A_url_in_which_cmd_would_put_the_directory_is_no_word(string url)
    {
        Assert.Null(ShellWord.OfUrl(url));
        Assert.Null(CodeSample.Curl(url, "a"));
        Assert.All(CodeSample.All, sample => Assert.Null(sample.Use(url, "a")));
    }

    [Fact]
    public void Samples_are_called_with_words_that_mean_themselves_too()
    {
        var (url, file) = ("https://h/\"$(touch owned)", "\"$(touch owned)");
        var calls = CodeSample.All.Select(sample => sample.Use(url, file)).OfType<string>().ToList();
        Assert.Equal(8, calls.Count);
        Assert.All(
            calls,
            call =>
            {
                Assert.Contains("\"https://h/%22%24%28touch%20owned%29\"", call, StringComparison.Ordinal);
                Assert.Contains("\"___touch owned_\"", call, StringComparison.Ordinal);
            }
        );
    }

    /// <summary>Letters, digits and marks but those that an old code page makes quotes of, and what stands in a name without a meaning.</summary>
    [GeneratedRegex(
        """\A"([^\P{L}\u01C0-\u01C3\u02B0-\u036F]|[_0-9]|\p{Nd}|\p{M}(?<![\u0300-\u036F])|\p{Cs}|(?<!")[-.+=@ ])*"\z"""
    )]
    private static partial Regex Name();

    [GeneratedRegex("""\A"([A-Za-z0-9\-._~:/?#\[\]@&=+]|%[0-9A-Fa-f]{2})*"\z""")]
    private static partial Regex Url();

    /// <summary>What cmd could take for the name of a variable, which hardly begins with a digit.</summary>
    [GeneratedRegex("%[A-Fa-f][0-9A-Fa-f][A-Za-z0-9_]|%CD[%:]", RegexOptions.IgnoreCase)]
    private static partial Regex Variable();
}
