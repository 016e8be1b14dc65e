using Ossa.CommandLine;
using Ossa.Hosting;
using Ossa.Settings;
using Ossa.Tests.CommandLine;
using Xunit;

namespace Ossa.Tests.Hosting;

/// <summary>The one mechanism of a server's settings, for each of them alike.</summary>
public sealed class ServeSettingsTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("ossa-settings-").FullName;

    public static TheoryData<string> Names => [.. ServeCatalogue.All.Select(setting => setting.Name)];

    private string FilePath => Path.Combine(_directory, "ossa.conf");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_flag_counts_before_a_variable_and_that_before_the_file_and_that_before_the_default(string name)
    {
        var setting = ServeCatalogue.Find(name)!;
        Write($"{name} = /file\n");
        Assert.Equal(
            new Setting("/flag", SettingOrigin.Flag, setting.Flag),
            Find(setting, flag: "/flag", variable: "/environment")
        );
        Assert.Equal(
            new Setting("/environment", SettingOrigin.Environment, setting.Variable),
            Find(setting, variable: "/environment")
        );
        Assert.Equal(new Setting("/file", SettingOrigin.File, $"{FilePath} line 1, {name}"), Find(setting));
        Write("");
        Assert.Equal((setting.Default, false), (Find(setting).Value, Find(setting).IsGiven));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_is_a_flag_of_serve_and_a_line_of_the_check(string name)
    {
        var help = await new CommandRun().RunAsync("serve", "--help");
        Assert.Contains($"  --{name} ", help.Out, StringComparison.Ordinal);
        var check = await new CommandRun().RunAsync("config", "check");
        Assert.Contains($"\nserve: {name} ", check.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_flag_of_serve_is_a_setting_but_those_for_help_and_for_the_file()
    {
        var help = await new CommandRun().RunAsync("serve", "--help");
        var flags = help
            .Out.Split('\n')
            .Select(line => line.Trim().Split([' ', ','])[0])
            .Where(word => word.StartsWith("--", StringComparison.Ordinal))
            .Except(ServeCatalogue.All.Select(setting => setting.Flag));
        Assert.Equal([ConfigurationFile.Flag], flags);
    }

    [Fact]
    public async Task A_variable_or_the_flag_leads_to_the_file_and_the_check_tells_each_place()
    {
        Write("# A server.\n\n  bucket-quota=10G\r\nlisten = http://127.0.0.1:0, http://127.0.0.2:0\nstrict = true");
        foreach (var run in new[] { await ByFlagAsync(), await ByVariableAsync() })
        {
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            Assert.Contains($"{FilePath} line 3, bucket-quota", run.Out, StringComparison.Ordinal);
            Assert.Matches("serve: listen +http://127.0.0.1:0, http://127.0.0.2:0 +/.* line 4, listen\n", run.Out);
            Assert.Matches("serve: scrub-rate +16M +default\n", run.Out);
        }
    }

    [Theory]
    [InlineData("bucket-qouta = 1G", "line 2: there is no setting 'bucket-qouta'")]
    [InlineData("Bucket-Quota = 1G", "line 2: there is no setting 'Bucket-Quota'")]
    [InlineData("accessKeySecret = hushhush", "line 2: there is no setting 'accessKeySecret'")]
    [InlineData("[default]", "line 2: this is neither a setting")]
    [InlineData("bucket-quota", "line 2: this is neither a setting")]
    [InlineData("bucket-quota =", "line 2: bucket-quota has no value")]
    [InlineData("bucket-quota = \"1G\"", "line 2: bucket-quota stands in quotes")]
    [InlineData("bucket-quota = 1G # enough", "line 2: bucket-quota has a comment behind it")]
    [InlineData("bucket-quota = 1\u0000G", "line 2: bucket-quota has a control character")]
    [InlineData("region = cn-beijing", "line 2: region is there already: {0} line 1, region")]
    [InlineData("bucket-quota = big", "line 2, bucket-quota: 'big' is no size")]
    [InlineData("strict = yes", "line 2, strict: 'yes' is neither true nor false")]
    [InlineData("log-level = loud", "line 2, log-level: 'loud' is no level")]
    [InlineData("listen = http://127.0.0.1:0, ftp://a", "line 2, listen: 'ftp://a' is no address")]
    [InlineData("listen = ,", "line 2, listen: there is no address")]
    [InlineData("public-url = files", "line 2, public-url: 'files' is no URL")]
    [InlineData("cname-trust = a..b", "line 2, cname-trust: 'a..b' is no domain")]
    [InlineData("bucket = A", "line 2, bucket: 'A' is no bucket")]
    [InlineData("bucket = abc:open", "line 2, bucket: 'abc:open' has no ACL")]
    [InlineData("data = store", "line 2, data: 'store' is no whole path")]
    [InlineData("direct-io = maybe", "line 2, direct-io: 'maybe' is neither true nor false")]
    [InlineData("audit = log", "line 2, audit: 'log' is no whole path")]
    public async Task What_is_wrong_in_the_file_is_told_with_its_line_and_starts_no_server(string line, string said)
    {
        Write($"region = cn-hangzhou\n{line}\n");
        said = string.Format(null, said, FilePath);
        var check = await ByFlagAsync();
        Assert.Equal(1, check.ExitCode);
        Assert.Contains($"problem: {FilePath} {said}", check.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("hushhush", check.Out + check.Error, StringComparison.Ordinal);
        var serve = await new CommandRun().RunAsync("serve", "--ephemeral", "--config", FilePath);
        Assert.Equal(1, serve.ExitCode);
        Assert.Contains($"{FilePath} {said}", serve.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_a_fault()
    {
        Assert.Contains("does not exist", (await ByFlagAsync()).Out, StringComparison.Ordinal);
        Write(new string('#', ConfigurationFile.MaxBytes + 1));
        Assert.Contains("is larger than 64 KiB", (await ByVariableAsync()).Out, StringComparison.Ordinal);
        File.WriteAllBytes(FilePath, [0xFF, 0xFE]);
        Assert.Contains("is not in UTF-8", (await ByVariableAsync()).Out, StringComparison.Ordinal);
        File.Delete(FilePath);
        Directory.CreateDirectory(FilePath);
        Assert.Contains("cannot be read", (await ByVariableAsync()).Out, StringComparison.Ordinal);
        // A command that would go by the file does nothing else instead.
        var run = new CommandRun();
        run.Variables[ConfigurationFile.Variable] = FilePath;
        await run.RunAsync("fsck");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("cannot be read", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_counts_only_in_a_file_that_others_cannot_read_and_is_never_shown()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no modes of files.");
        const string Token = "0123456789abcdef0123";
        Write($"metrics-token = {Token}\n", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var open = await ByFlagAsync();
        Assert.Equal(1, open.ExitCode);
        Assert.Contains("metrics-token is a secret, and others may read this file", open.Out, StringComparison.Ordinal);
        Write($"metrics-token = {Token}\n");
        var closed = await ByFlagAsync();
        Assert.Equal(0, closed.ExitCode);
        Assert.Matches($"serve: metrics-token +\\*{{6}} \\(20 characters\\) +{FilePath} line 1", closed.Out);
        Assert.DoesNotContain(Token, open.Out + open.Error + closed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_find_the_data_directory_by_variable_and_file()
    {
        var store = Path.Combine(_directory, "store");
        Write($"data = {store}\n");
        var byFile = new CommandRun();
        byFile.Variables[ConfigurationFile.Variable] = FilePath;
        await byFile.RunAsync("keyring");
        Assert.Contains($"There is no store in {store}:", byFile.Error, StringComparison.Ordinal);
        var byVariable = new CommandRun();
        byVariable.Variables[ConfigurationFile.Variable] = FilePath;
        byVariable.Variables["OSSA_DATA"] = store + "2";
        await byVariable.RunAsync("keyring");
        Assert.Contains($"There is no store in {store}2:", byVariable.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_keep_nothing_and_a_directory_contradict_each_other_unless_the_wish_ranks_higher()
    {
        var flags = await new CommandRun().RunAsync("serve", "--ephemeral", "--data", "/nowhere/at/all");
        Assert.Equal(2, flags.ExitCode);
        Assert.Contains("--ephemeral keeps nothing", flags.Error, StringComparison.Ordinal);
        Write("ephemeral = true\n");
        var lower = await new CommandRun().RunAsync("serve", "--config", FilePath, "--data", "/nowhere/at/all");
        Assert.Equal(2, lower.ExitCode);
        Assert.Contains("line 1, ephemeral keeps nothing", lower.Error, StringComparison.Ordinal);
        var context = Context(new() { ["OSSA_DATA"] = "/nowhere/at/all" });
        var settings = new ServeSettings(context, setting => setting == ServeCatalogue.Ephemeral ? "true" : null);
        Assert.True(new ServerConfiguration(settings).Ephemeral);
        Assert.Empty(settings.Problems);
    }

    private Setting Find(ServeSetting setting, string? flag = null, string? variable = null)
    {
        var context = Context(variable is null ? [] : new() { [setting.Variable] = variable });
        return new ServeSettings(context, other => other == setting ? flag : null).Find(setting);
    }

    private CommandContext Context(Dictionary<string, string> variables) =>
        new()
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            OpenAnswers = () => TextReader.Null,
            OpenInput = () => Stream.Null,
            OpenOutput = () => Stream.Null,
            Variable = name => variables.GetValueOrDefault(name),
            ConfigFile = File.Exists(FilePath) ? FilePath : null,
            HomeFolder = "/",
        };

    private Task<CommandRun> ByFlagAsync() => new CommandRun().RunAsync("config", "check", "--config", FilePath);

    private Task<CommandRun> ByVariableAsync()
    {
        var run = new CommandRun();
        run.Variables[ConfigurationFile.Variable] = FilePath;
        return run.RunAsync("config", "check");
    }

    private void Write(string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        File.WriteAllText(FilePath, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(FilePath, mode);
        }
    }
}
