namespace Ossa.Tests.Server.Samples;

/// <summary>A request of a table, in path style, with names in braces that <see cref="ErrorScene"/> fills in.</summary>
internal sealed record DocumentedRequest(bool ByOwner, string Method, string Target, string Headers, string? Body)
{
    /// <summary>The fields of each row of a table that is kept beside this file.</summary>
    public static IEnumerable<string[]> Rows(string table) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Server", "Samples", table))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t'));

    /// <summary>Reads the request of a row, which begins with what the row is about.</summary>
    public static DocumentedRequest Read(string[] fields) =>
        new(
            fields[1] == "owner",
            fields[2],
            fields[3],
            fields[4],
            Given(fields[5])?.Replace("\\r\\n", "\r\n", StringComparison.Ordinal)
        );

    /// <summary>What a field says; null for "-".</summary>
    public static string? Given(string field) => field == "-" ? null : field;

    public override string ToString() => $"{Method} {Target}";
}
