using Ossa.Tests.CommandLine;
using Xunit;

namespace Ossa.Tests.Settings;

public sealed class ConfigCheckTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("ossa-home-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task With_nothing_set_the_defaults_name_the_local_server()
    {
        var run = await Run();

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("endpoint +http://127.0.0.1:9000 +default\n", run.Out);
        Assert.Matches("region +cn-hangzhou +default\n", run.Out);
        Assert.Contains("anonymous", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flag_outranks_the_environment_which_outranks_the_file()
    {
        WriteFile(
            "[default]\nendpoint=http://file\nregion=cn-beijing\naccessKeyID=fileid\naccessKeySecret=filesecret\n"
        );
        var run = new CommandRun { HomeFolder = _home };
        run.Variables["OSS_ENDPOINT"] = "http://environment";
        run.Variables["OSS_REGION"] = "cn-shanghai";

        await run.RunAsync("config", "check", "--endpoint", "http://flag");

        Assert.Matches("endpoint +http://flag +--endpoint\n", run.Out);
        Assert.Matches("region +cn-shanghai +OSS_REGION\n", run.Out);
        Assert.Matches("access key id +fileid +.*\\.ossutilconfig \\[default\\] accessKeyID\n", run.Out);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Secrets_are_never_shown()
    {
        WriteFile("[default]\naccessKeyID=id\naccessKeySecret=verysecret\nstsToken=hushhush\n");

        var run = await Run();

        Assert.DoesNotContain("verysecret", run.Out + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hushhush", run.Out + run.Error, StringComparison.Ordinal);
        Assert.Contains("(10 characters)", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_of_two_places_are_never_put_together()
    {
        WriteFile("[default]\naccessKeyID=fileid\naccessKeySecret=filesecret\nstsToken=filetoken\n");

        var half = await Run(("OSS_ACCESS_KEY_ID", "environmentid"));
        var whole = await Run(("OSS_ACCESS_KEY_ID", "environmentid"), ("OSS_ACCESS_KEY_SECRET", "secret"));

        Assert.Equal(1, half.ExitCode);
        Assert.Contains(
            "OSS_ACCESS_KEY_ID is set but OSS_ACCESS_KEY_SECRET is not",
            half.Out,
            StringComparison.Ordinal
        );
        Assert.Equal(0, whole.ExitCode);
        Assert.Matches("security token +- +not set\n", whole.Out);
    }

    [Theory]
    [InlineData("OSS_REGION", "oss-cn-beijing", "write cn-beijing")]
    [InlineData("OSS_REGION", "CN Hangzhou", "is no region")]
    [InlineData("OSS_ENDPOINT", "http://", "is no endpoint")]
    [InlineData("OSS_ENDPOINT", "ftp://host", "is no endpoint")]
    [InlineData("OSS_ENDPOINT", "http://host/bucket", "is no endpoint")]
    [InlineData("OSS_ENDPOINT", "https://photos.oss-cn-beijing.aliyuncs.com", "begins with the bucket 'photos'")]
    [InlineData("OSS_SESSION_TOKEN", "token", "without the access key")]
    [InlineData("OSS_ACCESS_KEY_SECRET", "secret", "OSS_ACCESS_KEY_ID is not")]
    [InlineData("OSS_ACCESS_KEY_ID", " id", "white space")]
    [InlineData("OSS_ACCESS_KEY_ID", "i/d", "characters")]
    [InlineData("OSSUTIL_CONFIG_FILE", "/no/such/file", "does not exist")]
    [InlineData("OSSUTIL_PROFILE", "nobody", "has no profile 'nobody'")]
    public async Task Each_fault_is_named_with_the_place_where_it_is(string variable, string value, string message)
    {
        var run = await Run((variable, value));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            run.Out.Split('\n'),
            line =>
                line.StartsWith("problem: ", StringComparison.Ordinal)
                && line.Contains(message, StringComparison.Ordinal)
                && line.Contains(variable, StringComparison.Ordinal)
        );
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_file_that_cannot_be_understood_is_named_with_its_line()
    {
        WriteFile("[default]\nnonsense\n");

        var run = await Run();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("line 2", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_place_of_the_file_is_a_fault()
    {
        Directory.CreateDirectory(Path.Combine(_home, ".ossutilconfig"));

        var run = await Run();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("cannot be read", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mode_whose_credentials_are_elsewhere_is_a_fault()
    {
        WriteFile("[default]\nmode=RamRoleArn\n");

        var run = await Run();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("RamRoleArn", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://oss-cn-beijing.aliyuncs.com", "cn-beijing")]
    [InlineData("oss-ap-southeast-1-internal.aliyuncs.com", "ap-southeast-1")]
    [InlineData("https://eu-central-1.oss.aliyuncs.com", "eu-central-1")]
    public async Task The_region_follows_from_an_endpoint_of_the_real_service(string endpoint, string region)
    {
        var run = await Run(("OSS_ENDPOINT", endpoint));

        Assert.Equal(0, run.ExitCode);
        Assert.Matches($"region +{region} +from the endpoint\n", run.Out);
    }

    [Fact]
    public async Task A_region_that_contradicts_the_endpoint_is_a_fault()
    {
        var run = await Run(("OSS_ENDPOINT", "oss-cn-beijing.aliyuncs.com"), ("OSS_REGION", "cn-hangzhou"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("which is cn-beijing", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("region=cn-shanghai\n", null, true)]
    [InlineData("", "cn-shanghai", true)]
    [InlineData("", null, false)]
    [InlineData("region=cn-shanghai\nendpoint=https://oss-cn-shanghai.aliyuncs.com\n", null, false)]
    public async Task A_region_alone_leads_nowhere_and_the_check_says_so(string profile, string? variable, bool noted)
    {
        WriteFile($"[default]\n{profile}");

        var run = await (variable is null ? Run() : Run(("OSS_REGION", variable)));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(noted, run.Out.Contains("note: No endpoint is set", StringComparison.Ordinal));
        if (noted)
        {
            Assert.Matches("endpoint +http://127.0.0.1:9000 +default\n", run.Out);
            Assert.Contains("--endpoint https://oss-cn-shanghai.aliyuncs.com", run.Out, StringComparison.Ordinal);
        }
    }

    private void WriteFile(string text) => File.WriteAllText(Path.Combine(_home, ".ossutilconfig"), text);

    private async Task<CommandRun> Run(params (string Name, string Value)[] variables)
    {
        var run = new CommandRun { HomeFolder = _home };
        foreach (var (name, value) in variables)
        {
            run.Variables[name] = value;
        }
        return await run.RunAsync("config", "check");
    }
}
