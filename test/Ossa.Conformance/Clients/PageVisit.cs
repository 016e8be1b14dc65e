using System.Security.Cryptography;
using System.Text.Json;
using Ossa.Client;
using Ossa.Client.Credentials;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;
using Ossa.Protocol.Access;

namespace Ossa.Conformance.Clients;

/// <summary>Visits pages in Chromium. Where OSSA_SCREENSHOTS names a directory, pictures of them are left there.</summary>
internal static class PageVisit
{
    /// <summary>The hash of the password that the visitors know.</summary>
    public static readonly string Hash = PasswordHash
        .Of("correct horse", RandomNumberGenerator.GetBytes(PasswordHash.SaltBytes), PasswordHash.MinIterations)
        .ToString();

    /// <summary>Runs a program of the directory "nodejs" with the addresses of pages by their names, or what else it needs, and wants all its cases to succeed.</summary>
    public static async Task RunAsync(string program, IReadOnlyDictionary<string, string> scene, Tool browser)
    {
        Tool.NodeModules.Require();
        var result = await ProcessRunner.RunAsync(
            Tool.Node.Require(),
            [
                Repository.Combine("test", "Ossa.Conformance", "Clients", "nodejs", program),
                browser.Require(),
                JsonSerializer.Serialize(scene),
            ],
            new ProgramOptions { Timeout = TimeSpan.FromMinutes(5) },
            TestContext.Current.CancellationToken
        );
        Assert.Contains("ok - ", result.ShouldSucceed().Output, StringComparison.Ordinal);
    }

    /// <summary>Runs one that signs in to a server's console as its owner.</summary>
    public static async Task RunConsoleAsync(string program, OssaProcess server)
    {
        using var directory = new TemporaryDirectory();
        await RunAsync(
            program,
            new Dictionary<string, string>
            {
                ["address"] = new Uri(server.Endpoint, "/-/console/").AbsoluteUri,
                ["id"] = server.Key.Id,
                ["secret"] = server.Key.Secret,
                ["files"] = directory.FullPath,
            },
            Tool.ChromiumShell
        );
    }

    /// <summary>A client of a server's owner.</summary>
    public static OssClient ClientOf(OssaProcess server) =>
        new(
            new OssClientOptions
            {
                Endpoint = server.Endpoint.GetLeftPart(UriPartial.Authority),
                Credentials = new StaticCredentialsProvider(server.Key),
            }
        );
}
