namespace Ossa.Tests.Server.Samples;

/// <summary>A request that goes well, and the kind of document that answers it, or null where none does.</summary>
internal sealed record DocumentedAnswer(
    string Operation,
    bool ByOwner,
    string Method,
    string Target,
    string Headers,
    string? Body,
    string? Document
)
{
    public static IReadOnlyList<DocumentedAnswer> All { get; } =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Server", "Samples", "answers.tsv"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => Read(line.Split('\t'))),
    ];

    private static DocumentedAnswer Read(string[] fields) =>
        new(
            fields[0],
            fields[1] == "owner",
            fields[2],
            fields[3],
            fields[4],
            Given(fields[5])?.Replace("\\r\\n", "\r\n", StringComparison.Ordinal),
            Given(fields[6])
        );

    private static string? Given(string field) => field == "-" ? null : field;
}
