using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

/// <summary>Runs curl and tells what came back, in a directory where its files lie.</summary>
internal sealed class Curl(TemporaryDirectory directory)
{
    /// <summary>Sends one request; curl itself must succeed, whatever the status.</summary>
    public async Task<CurlAnswer> SendAsync(Uri url, params string[] arguments)
    {
        var body = directory.Combine("body");
        File.Delete(body);
        var result = await RunAsync(
            url,
            [.. arguments, "--output", body, "--dump-header", "-", "--write-out", "\n%{http_code}"]
        );
        result.ShouldSucceed();
        var lines = result.Output.TrimEnd().Split('\n');
        return new CurlAnswer(
            int.Parse(lines[^1]),
            [.. lines[..^1].Select(line => line.TrimEnd())],
            File.Exists(body) ? await File.ReadAllBytesAsync(body, TestContext.Current.CancellationToken) : []
        );
    }

    /// <summary>Runs curl as these arguments say, to whatever end.</summary>
    public static Task<ProgramResult> RunAsync(Uri url, params IEnumerable<string> arguments) =>
        // A user's .curlrc must not change the tests, and the URL must go as it was signed.
        ProcessRunner.RunAsync(
            Tool.Curl.Require(),
            ["--disable", "--silent", "--show-error", "--path-as-is", .. arguments, url.OriginalString],
            TestContext.Current.CancellationToken
        );

    public string FileOf(byte[] content)
    {
        var path = directory.Combine("upload");
        File.WriteAllBytes(path, content);
        return path;
    }
}
