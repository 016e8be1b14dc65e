using Xunit;

namespace Ossa.Tests.Server.Road;

/// <summary>The line that each request leaves in the log.</summary>
public sealed class RequestLogTests
{
    [Theory]
    [InlineData("/test-bucket/a%1B%5B2Jb", " test-bucket a%1B%5B2Jb 403 ")]
    [InlineData("/test-bucket/a%0D%0A2026-01-01%20forged", " test-bucket a%0D%0A2026-01-01%20forged 403 ")]
    [InlineData("/test-bucket/%C2%9B31m/x", " test-bucket %C2%9B31m/x 403 ")]
    [InlineData("/bad%0Abucket%1B/k", " bad%0Abucket%1B k 400 ")]
    [InlineData("/test-bucket/plain/key-1.txt", " test-bucket plain/key-1.txt 403 ")]
    public async Task Names_can_neither_forge_a_line_nor_speak_to_the_terminal(string target, string logged)
    {
        using var log = new RecordedLog();
        await using var server = await TestServer.StartAsync(log: log);
        await server.SendAsync("PUT", "test-bucket");
        var answer = await server.SendRawAsync("GET", target);
        var line = Assert.Single(await LinesOfAsync(log, answer["x-oss-request-id"]!));
        Assert.Contains(logged, line, StringComparison.Ordinal);
        Assert.DoesNotContain(line, char.IsControl);
    }

    /// <summary>The line is written once the answer is out, so it may come a moment later.</summary>
    private static async Task<string[]> LinesOfAsync(RecordedLog log, string requestId)
    {
        string[] lines;
        for (var i = 0; ; i++)
        {
            lines = [.. log.Lines.Where(line => line.StartsWith(requestId, StringComparison.Ordinal))];
            if (lines.Length > 0 || i == 500)
            {
                return lines;
            }

            await Task.Delay(20);
        }
    }
}
