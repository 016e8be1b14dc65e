namespace Ossa.Tests.Server.Samples;

/// <summary>A refusal that the service documents, with the request that is refused.</summary>
internal sealed record DocumentedError(
    string What,
    DocumentedRequest Request,
    int Status,
    string Code,
    string? Ec,
    string Message
)
{
    public static IReadOnlyList<DocumentedError> All { get; } =
    [
        .. DocumentedRequest
            .Rows("documented-errors.tsv")
            .Select(row => new DocumentedError(
                row[0],
                DocumentedRequest.Read(row),
                int.Parse(row[6], null),
                row[7],
                DocumentedRequest.Given(row[8]),
                row[9]
            )),
    ];
}
