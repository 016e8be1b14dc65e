using Ossa.CommandLine;
using Ossa.Hosting;
using Ossa.Server.Hosting;
using Ossa.Server.Throttling;
using Ossa.Tests.CommandLine;
using Xunit;

namespace Ossa.Tests.Hosting;

public sealed class ClientLimitSettingsTests
{
    [Fact]
    public void Without_a_word_the_limits_are_those_of_a_server()
    {
        var (standard, read) = (new ServerOptions(), Read([], []).Apply(new ServerOptions()));
        Assert.Equal((standard.ClientLimits, standard.IdleTimeout), (read.ClientLimits, read.IdleTimeout));
    }

    [Fact]
    public void A_flag_counts_before_the_environment()
    {
        var options = Read(
                new() { ["--address-rate"] = "50:200", ["--max-uploads"] = "off" },
                new()
                {
                    ["OSSA_ADDRESS_CONNECTIONS"] = "off",
                    ["OSSA_ADDRESS_RATE"] = "1",
                    ["OSSA_KEY_RATE"] = "7",
                    ["OSSA_MAX_REQUESTS"] = "500",
                    ["OSSA_MAX_UPLOADS"] = "10",
                    ["OSSA_MIN_UPLOAD_RATE"] = "10K",
                    ["OSSA_IDLE_TIMEOUT"] = "10s",
                    ["OSSA_HEADER_TIMEOUT"] = "11s",
                    ["OSSA_KEEP_ALIVE_TIMEOUT"] = "12s",
                }
            )
            .Apply(new ServerOptions());
        var expected = new ClientLimits
        {
            AddressConnections = null,
            AddressRate = new(50, 200),
            KeyRate = new(7, 7),
            Requests = 500,
            Uploads = null,
            UploadBytesPerSecond = 10 * 1024,
            HeaderTimeout = TimeSpan.FromSeconds(11),
            KeepAliveTimeout = TimeSpan.FromSeconds(12),
        };
        Assert.Equal((expected, TimeSpan.FromSeconds(10)), (options.ClientLimits, options.IdleTimeout));
    }

    [Theory]
    [InlineData("--address-connections", "0")]
    [InlineData("--address-connections", "many")]
    [InlineData("--address-rate", "0")]
    [InlineData("--address-rate", "50:")]
    [InlineData("--address-rate", "50:0")]
    [InlineData("--key-rate", "1:2:3")]
    [InlineData("--key-rate", "-1")]
    [InlineData("--max-requests", "few")]
    [InlineData("--max-uploads", "1000001")]
    [InlineData("--min-upload-rate", "0")]
    [InlineData("--idle-timeout", "0s")]
    [InlineData("--header-timeout", "25h")]
    [InlineData("--keep-alive-timeout", "off")]
    public async Task A_limit_that_is_none_is_refused_wherever_it_stands(string flag, string value)
    {
        var byFlag = await new CommandRun().RunAsync("serve", "--ephemeral", $"{flag}={value}");
        Assert.Equal(2, byFlag.ExitCode);
        Assert.Contains($"{flag}: '{value}' is no", byFlag.Error, StringComparison.Ordinal);
        var check = new CommandRun();
        check.Variables[ServeCatalogue.Find(flag[2..])!.Variable] = value;
        await check.RunAsync("config", "check");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains(
            $"{ServeCatalogue.Find(flag[2..])!.Variable}: '{value}' is no",
            check.Out,
            StringComparison.Ordinal
        );
    }

    private static ClientLimitSettings Read(Dictionary<string, string> flags, Dictionary<string, string> variables) =>
        new(
            new ServeSettings(
                new CommandContext
                {
                    Out = TextWriter.Null,
                    Error = TextWriter.Null,
                    OpenAnswers = () => TextReader.Null,
                    OpenInput = () => Stream.Null,
                    OpenOutput = () => Stream.Null,
                    Variable = name => variables.GetValueOrDefault(name),
                    HomeFolder = "/",
                },
                setting => flags.GetValueOrDefault(setting.Flag)
            )
        );
}
