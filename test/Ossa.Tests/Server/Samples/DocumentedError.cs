namespace Ossa.Tests.Server.Samples;

/// <summary>A refusal that the service documents, with the request that is refused.</summary>
internal sealed record DocumentedError(
    string What,
    bool ByOwner,
    string Method,
    string Target,
    string Headers,
    string? Body,
    int Status,
    string Code,
    string? Ec,
    string Message
)
{
    public static IReadOnlyList<DocumentedError> All { get; } =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Server", "Samples", "documented-errors.tsv"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => Read(line.Split('\t'))),
    ];

    private static DocumentedError Read(string[] fields) =>
        new(
            fields[0],
            fields[1] == "owner",
            fields[2],
            fields[3],
            fields[4],
            Given(fields[5])?.Replace("\\r\\n", "\r\n", StringComparison.Ordinal),
            int.Parse(fields[6], null),
            fields[7],
            Given(fields[8]),
            fields[9]
        );

    private static string? Given(string field) => field == "-" ? null : field;
}
