namespace Ossa.Tests.Server.Samples;

/// <summary>A request that goes well, and the kind of document that answers it, or null where none does.</summary>
internal sealed record DocumentedAnswer(string Operation, DocumentedRequest Request, string? Document)
{
    public static IReadOnlyList<DocumentedAnswer> All { get; } =
    [
        .. DocumentedRequest
            .Rows("answers.tsv")
            .Select(row => new DocumentedAnswer(row[0], DocumentedRequest.Read(row), DocumentedRequest.Given(row[6]))),
    ];
}
