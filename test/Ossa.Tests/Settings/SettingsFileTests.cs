using Ossa.Settings;
using Xunit;

namespace Ossa.Tests.Settings;

public sealed class SettingsFileTests
{
    [Theory]
    [InlineData("accessKeyID")]
    [InlineData("accesskeyid")]
    [InlineData("access-key-id")]
    [InlineData("access_key_id")]
    public void Keys_ignore_case_hyphens_and_underscores(string key)
    {
        var file = SettingsFile.Parse($"[default]\n{key} = one\n");

        Assert.Equal("one", file.Find("default", "accessKeyID"));
    }

    [Theory]
    [InlineData("[default]")]
    [InlineData("[Default]")]
    [InlineData("[profile default]")]
    [InlineData("[Credentials]")]
    [InlineData("# no section at all")]
    public void The_default_profile_has_several_names(string section)
    {
        var file = SettingsFile.Parse($"{section}\nendpoint=http://one:9000\n");

        Assert.Equal("http://one:9000", file.Find("default", "endpoint"));
    }

    [Fact]
    public void Profiles_do_not_mix()
    {
        var file = SettingsFile.Parse("[default]\nregion=a\n[profile test]\nendpoint=b\n[buckets test]\nregion=c\n");

        Assert.Equal("b", file.Find("test", "endpoint"));
        Assert.Null(file.Find("test", "region"));
        Assert.False(file.HasProfile("buckets test"));
    }

    [Fact]
    public void A_profile_inherits_from_its_source()
    {
        var file = SettingsFile.Parse(
            "[profile base]\nregion=a\nendpoint=x\n[profile test]\nsource_profile=base\nendpoint=b\n"
        );

        Assert.Equal("a", file.Find("test", "region"));
        Assert.Equal("b", file.Find("test", "endpoint"));
    }

    [Fact]
    public void Profiles_that_inherit_in_a_circle_end()
    {
        var file = SettingsFile.Parse("[profile a]\nsource_profile=b\n[profile b]\nsource_profile=a\n");

        Assert.Null(file.Find("a", "region"));
    }

    [Fact]
    public void Values_may_hold_equals_signs_and_lines_may_end_as_on_Windows()
    {
        var file = SettingsFile.Parse("[default]\r\n; a comment\r\nstsToken = CAIS==\r\n");

        Assert.Equal("CAIS==", file.Find("default", "stsToken"));
    }

    [Fact]
    public void A_line_that_is_nothing_is_named_by_its_number()
    {
        var error = Assert.Throws<FormatException>(() => SettingsFile.Parse("[default]\nregion\n"));

        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
    }
}
