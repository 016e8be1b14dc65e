using Ossa.CommandLine;
using Ossa.Engine;
using Ossa.Hosting;
using Ossa.Tests.CommandLine;
using Xunit;

namespace Ossa.Tests.Hosting;

public sealed class StoreLimitsTests
{
    [Fact]
    public void Without_a_word_the_limits_are_those_of_the_service() =>
        Assert.Equal(new EngineOptions(), Read([], []).Options);

    [Fact]
    public void A_flag_counts_before_the_environment()
    {
        var options = Read(
            new()
            {
                ["--bucket-quota"] = "10G",
                ["--abort-uploads-after"] = "never",
                ["--scrub-interval"] = "never",
            },
            new()
            {
                ["OSSA_BUCKET_QUOTA"] = "1G",
                ["OSSA_MAX_OBJECT_SIZE"] = "100M",
                ["OSSA_BUCKET_MAX_OBJECTS"] = "1000",
                ["OSSA_ABORT_UPLOADS_AFTER"] = "7d",
                ["OSSA_SCRUB_INTERVAL"] = "1d",
                ["OSSA_SCRUB_RATE"] = "100M",
                ["OSSA_RESTORE_DELAY"] = "0s",
            }
        ).Options;
        var expected = new EngineOptions
        {
            MaxBodyBytes = 100L << 20,
            MaxBucketBytes = 10L << 30,
            MaxBucketObjects = 1000,
            AbandonUploadsAfter = null,
            ScrubInterval = null,
            ScrubBytesPerSecond = 100L << 20,
            RestoreDelay = TimeSpan.Zero,
        };
        Assert.Equal(expected, options);
    }

    [Fact]
    public void Logs_are_written_every_five_minutes_unless_otherwise_said()
    {
        Assert.Equal(TimeSpan.FromMinutes(5), Read([], []).LoggingEvery);
        var limits = Read([], new() { ["OSSA_LOGGING_INTERVAL"] = "90s" });
        Assert.Equal(TimeSpan.FromSeconds(90), limits.LoggingEvery);
    }

    [Theory]
    [InlineData("--logging-interval", "0s")]
    [InlineData("--logging-interval", "25h")]
    [InlineData("--logging-interval", "never")]
    [InlineData("--max-object-size", "big")]
    [InlineData("--max-object-size", "0")]
    [InlineData("--max-object-size", "6G")]
    [InlineData("--bucket-quota", "-1")]
    [InlineData("--bucket-quota", "0")]
    [InlineData("--bucket-max-objects", "0")]
    [InlineData("--bucket-max-objects", "1K")]
    [InlineData("--abort-uploads-after", "soon")]
    [InlineData("--abort-uploads-after", "0s")]
    [InlineData("--scrub-interval", "often")]
    [InlineData("--scrub-interval", "0s")]
    [InlineData("--scrub-rate", "0")]
    [InlineData("--scrub-rate", "fast")]
    [InlineData("--restore-delay", "never")]
    public async Task A_limit_that_is_none_is_refused_wherever_it_stands(string flag, string value)
    {
        var byFlag = await new CommandRun().RunAsync("serve", "--ephemeral", $"{flag}={value}");
        Assert.Equal(2, byFlag.ExitCode);
        Assert.Contains($"{flag}: '{value}' is no", byFlag.Error, StringComparison.Ordinal);

        foreach (
            var arguments in (string[][])
                [
                    ["serve", "--ephemeral"],
                    ["config", "check"],
                ]
        )
        {
            var run = new CommandRun();
            run.Variables[VariableOf(flag)] = value;
            await run.RunAsync(arguments);
            Assert.Equal(1, run.ExitCode);
            var said = $"{VariableOf(flag)}: '{value}' is no";
            Assert.Contains(said, run.Out + run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_object_size_that_no_bucket_has_room_for_is_a_contradiction()
    {
        var run = await new CommandRun().RunAsync("serve", "--max-object-size", "2G", "--bucket-quota", "1G");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--max-object-size is more than --bucket-quota", run.Error, StringComparison.Ordinal);
        // The standard size says nothing against a small quota.
        Assert.Equal(1L << 30, Read(new() { ["--bucket-quota"] = "1G" }, []).Options.MaxBucketBytes);
    }

    [Fact]
    public async Task The_limits_are_shown_with_their_places()
    {
        var run = new CommandRun();
        run.Variables["OSSA_BUCKET_QUOTA"] = "10G";
        await run.RunAsync("config", "check");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches("serve: bucket-quota +10G +OSSA_BUCKET_QUOTA\n", run.Out);
        Assert.Matches("serve: max-object-size +5G +default\n", run.Out);
        Assert.Matches("serve: scrub-interval +7d +default\n", run.Out);
    }

    private static string VariableOf(string flag) => ServeCatalogue.Find(flag[2..])!.Variable;

    private static StoreLimits Read(Dictionary<string, string> flags, Dictionary<string, string> variables)
    {
        var context = new CommandContext
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            OpenAnswers = () => TextReader.Null,
            OpenInput = () => Stream.Null,
            OpenOutput = () => Stream.Null,
            Variable = name => variables.GetValueOrDefault(name),
            HomeFolder = "/",
        };
        return new StoreLimits(new ServeSettings(context, setting => flags.GetValueOrDefault(setting.Flag)));
    }
}
