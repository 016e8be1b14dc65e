using System.Runtime.InteropServices;
using Ossa.Client;
using Ossa.Client.Credentials;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

/// <summary>Ossa.Client as a native program: compiled ahead of time with no warning, each of its features run against a server.</summary>
public sealed class NativeClientTests(StrictServer server)
{
    /// <summary>To compile ahead of time takes a minute of two idle cores, which here have other tests to run.</summary>
    private static readonly TimeSpan CompileTimeout = TimeSpan.FromMinutes(8);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_feature_of_the_client_works_as_native_code()
    {
        var compiler = Tool.NativeToolchain.Require();
        var program = await PublishAsync(compiler);
        var options = new ProgramOptions
        {
            Environment = new Dictionary<string, string?>
            {
                ["OSS_ACCESS_KEY_ID"] = server.Key.Id,
                ["OSS_ACCESS_KEY_SECRET"] = server.Key.Secret,
                ["OSS_SESSION_TOKEN"] = null,
            },
        };
        var run = await ProcessRunner.RunAsync(
            program,
            [server.Endpoint.GetLeftPart(UriPartial.Authority), "native-client"],
            options,
            CancellationToken
        );
        var worked = run.ShouldSucceed().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Methods().Select(name => $"ok {name}").Order(), worked.Order());
    }

    /// <summary>A new method of the clients needs a run of its own in the program.</summary>
    private static IEnumerable<string> Methods() =>
        new[] { typeof(OssClient), typeof(StsClient) }
            .SelectMany(type => type.GetMethods())
            .Select(method => method.Name)
            .Where(name => name.EndsWith("Async", StringComparison.Ordinal) && name != "DisposeAsync")
            .Distinct();

    /// <summary>Built apart from everything else, so that it changes nothing that other builds have restored.</summary>
    private static async Task<string> PublishAsync(string compiler)
    {
        var build = Repository.Combine("artifacts", "native-client");
        var result = await ProcessRunner.RunAsync(
            "dotnet",
            [
                "publish",
                Repository.Combine("test", "Ossa.Client.Aot", "Ossa.Client.Aot.csproj"),
                "--configuration=Release",
                $"--runtime={RuntimeInformation.RuntimeIdentifier}",
                $"--artifacts-path={build}",
                $"--output={Path.Combine(build, "program")}",
                "-p:RunAnalyzers=false",
                $"-p:CppCompilerAndLinker={Path.GetFileName(compiler)}",
            ],
            new ProgramOptions { WorkingDirectory = Repository.Root, Timeout = CompileTimeout },
            CancellationToken
        );
        result.ShouldSucceed();
        return Path.Combine(build, "program", "ossa-client-aot");
    }
}
