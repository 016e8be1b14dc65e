using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Programs;

/// <summary>The tour of the README, pasted line by line as a newcomer would.</summary>
[Collection(UsualPort.Collection)]
public sealed partial class ReadmeTests : IDisposable
{
    private const int Port = 9000;

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task The_tour_can_be_pasted_line_by_line()
    {
        RequireFreePort();
        var bash = Tool.Bash.Require();
        Tool.Curl.Require();
        var readme = await File.ReadAllTextAsync(
            Repository.Combine("README.md"),
            TestContext.Current.CancellationToken
        );
        var tour = readme[
            readme.IndexOf("## A tour", StringComparison.Ordinal)..readme.IndexOf(
                "## With the SDK",
                StringComparison.Ordinal
            )
        ];
        // The program has been built already, so the lines that build it are left out; and a machine that runs tests is busy.
        var lines = ShellBlock()
            .Matches(tour)
            .SelectMany(block => block.Groups["lines"].Value.Split('\n'))
            .Where(line =>
                !line.StartsWith("dotnet publish", StringComparison.Ordinal)
                && !line.StartsWith("export PATH", StringComparison.Ordinal)
            )
            .ToList();
        lines[lines.IndexOf("sleep 2")] = "sleep 6";
        // A line that fails ends the script, which must not leave its server behind.
        string[] first = ["set -e", "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT"];
        var script = _directory.Combine("tour.sh");
        await File.WriteAllTextAsync(
            script,
            string.Join('\n', [.. first, .. lines]),
            TestContext.Current.CancellationToken
        );
        var options = new ProgramOptions
        {
            WorkingDirectory = Repository.Root,
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["HOME"] = _directory.FullPath,
                ["PATH"] = MakeProgram() + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"),
            },
        };
        var result = await ProcessRunner.RunAsync(bash, [script], options, TestContext.Current.CancellationToken);
        var said = result.ShouldSucceed().Output;
        Assert.Matches(
            "(?s)oss://my-files/docs/readme.md.*403.*# Ossa.*The signature is right.*SignatureDoesNotMatch",
            said
        );
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>A folder with the program under the name that the README gives it.</summary>
    private string MakeProgram()
    {
        var folder = Directory.CreateDirectory(_directory.Combine("bin")).FullName;
        var program = Path.Combine(folder, "ossa");
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet '{OssaProgram.Assembly}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        return folder;
    }

    /// <summary>A developer may have a server running; the tour cannot share its port.</summary>
    private static void RequireFreePort()
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, Port);
            listener.Start();
        }
        catch (SocketException)
        {
            Assert.Skip($"Port {Port} is taken on this machine; stop the server that listens there.");
        }
    }

    [GeneratedRegex("```sh\n(?<lines>.*?)```", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShellBlock();
}
