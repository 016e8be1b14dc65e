using System.Diagnostics;
using System.Text;

namespace Ossa.Server.Sharing;

/// <summary>
/// A program that downloads a signed URL, from <c>samples/download</c>: the page shows what is there, and nothing else.
/// </summary>
/// <param name="Language">What it is written in.</param>
/// <param name="File">The name of its file.</param>
/// <param name="Source">The file.</param>
/// <param name="Call">How it is called, given the URL and a file name as words between quotes; null where the program itself asks for them.</param>
internal sealed record CodeSample(string Language, string File, string Source, Func<string, string, string>? Call)
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<CodeSample> All =
    [
        Load("curl", "curl", "download.sh", (url, file) => $"bash download.sh {url} {file}"),
        Load("Java", "java", "Download.java", (url, file) => $"java Download.java {url} {file}"),
        Load("Node.js", "nodejs", "download.mjs", (url, file) => $"node download.mjs {url} {file}"),
        Load("Python", "python", "download.py", (url, file) => $"python3 download.py {url} {file}"),
        Load("Go", "go", "main.go", (url, file) => $"go run main.go {url} {file}"),
        Load("JavaScript", "browser", "index.html", null),
        Load(
            "Android",
            "android",
            "SignedUrlDownloader.java",
            (url, file) => $"new SignedUrlDownloader(context).download({url}, {file});"
        ),
        Load("Objective-C", "objective-c", "download.m", (url, file) => $"./download {url} {file}"),
        Load("C#", "csharp", "Holder.cs", (url, file) => $"await Holder.DownloadAsync(new Uri({url}), {file});"),
    ];

    /// <summary>The shortest way of all, which needs no file; null where no word is the URL in every shell.</summary>
    public static string? Curl(string url, string file) =>
        ShellWord.OfUrl(url) is { } word ? $"curl --fail --globoff --output {ShellWord.OfName(file)} {word}" : null;

    /// <summary>
    /// How it is called to download a URL to a file; null where the program itself asks for them, or no word is the URL in every shell.
    /// </summary>
    public string? Use(string url, string file) =>
        ShellWord.OfUrl(url) is { } word ? Call?.Invoke(word, ShellWord.OfName(file)) : null;

    private static CodeSample Load(string language, string resource, string file, Func<string, string, string>? use)
    {
        using var stream =
            typeof(CodeSample).Assembly.GetManifestResourceStream($"samples/{resource}")
            ?? throw new UnreachableException($"The sample {resource} is not built in.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new CodeSample(language, file, reader.ReadToEnd(), use);
    }
}
