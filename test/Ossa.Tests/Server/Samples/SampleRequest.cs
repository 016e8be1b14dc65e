namespace Ossa.Tests.Server.Samples;

/// <summary>A request as a page of the service's documentation shows it.</summary>
/// <param name="Operation">The operation that must answer it.</param>
/// <param name="Bucket">The bucket that its host names, or null at the service's own host.</param>
/// <param name="Method">Its method.</param>
/// <param name="Target">Its target.</param>
/// <param name="Headers">The headers that matter to it.</param>
internal sealed record SampleRequest(
    string Operation,
    string? Bucket,
    string Method,
    string Target,
    IReadOnlyList<KeyValuePair<string, string>> Headers
)
{
    public static IReadOnlyList<SampleRequest> All { get; } =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Server", "Samples", "sample-requests.tsv"))
            .Where(line => !line.StartsWith('#'))
            .Select(Read),
    ];

    public override string ToString() => $"{Operation}: {Method} {Bucket} {Target} {string.Join(' ', Headers)}";

    private static SampleRequest Read(string line)
    {
        var fields = line.Split('\t');
        var headers = fields.Length < 5 ? [] : fields[4].Split(" | ").Select(ReadHeader);
        return new SampleRequest(fields[0], fields[1] == "-" ? null : fields[1], fields[2], fields[3], [.. headers]);
    }

    private static KeyValuePair<string, string> ReadHeader(string header)
    {
        var parts = header.Split(": ", 2);
        return new(parts[0], parts[1]);
    }
}
