using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Downloads;

/// <summary>A program that takes a signed URL and a file name as its last two arguments.</summary>
public sealed record Downloader(string Program, params IReadOnlyList<string> Arguments)
{
    private static readonly ProgramOptions Options = new() { Timeout = TimeSpan.FromMinutes(1) };

    public Task<ProgramResult> RunAsync(Uri url, string file, CancellationToken cancellationToken) =>
        // The URL as it was signed: ToString() would decode parts of it.
        ProcessRunner.RunAsync(Program, [.. Arguments, url.OriginalString, file], Options, cancellationToken);
}
