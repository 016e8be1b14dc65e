using Ossa.Tests.CommandLine;
using Ossa.Tests.Server;
using Xunit;

namespace Ossa.Tests.Commands;

/// <summary>A test that runs commands against a server in this process, with a folder of its own for files.</summary>
public abstract class CommandTest : ServerTest
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("ossa-command-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected static string Address(string key) => $"oss://{Bucket}/{key}";

    protected string InFolder(params string[] names) => Path.Combine([Folder, .. names]);

    protected string MakeFile(string name, string text)
    {
        var path = InFolder(name.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    protected async Task<string> ReadObjectAsync(string key)
    {
        var answer = await GetAsync(key);
        Assert.Equal(200, answer.Status);
        return System.Text.Encoding.UTF8.GetString(answer.Body);
    }

    private protected CommandRun NewRun(
        byte[]? input = null,
        string answer = "",
        bool isTerminal = false,
        int? columns = null
    )
    {
        var run = new CommandRun
        {
            Clock = Server.Time,
            Input = input ?? [],
            Answer = answer,
            IsTerminal = isTerminal,
            Columns = columns,
        };
        run.Variables["OSS_ENDPOINT"] = Server.Url.ToString();
        run.Variables["OSS_ACCESS_KEY_ID"] = TestServer.Key.Id;
        run.Variables["OSS_ACCESS_KEY_SECRET"] = TestServer.Key.Secret;
        return run;
    }

    private protected Task<CommandRun> RunAsync(params string[] args) => NewRun().RunAsync(args);

    /// <summary>Runs a command that must succeed.</summary>
    private protected async Task<CommandRun> DoAsync(params string[] args)
    {
        var run = await RunAsync(args);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }

    private protected static void AssertFailed(CommandRun run, int exitCode, string message)
    {
        Assert.Equal(exitCode, run.ExitCode);
        Assert.StartsWith("ossa: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }
}
