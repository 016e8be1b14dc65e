using System.Globalization;
using System.Text.RegularExpressions;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

/// <summary>Which operations of the catalogue a client has had answered, by the server's own figures.</summary>
internal static partial class ExercisedOperations
{
    /// <summary>
    /// Every operation that works was asked for and answered with success, but those that the client does not have, and those that always
    /// refuse. These are proven by the documentation's sample requests, and their effect by the tests of the server.
    /// </summary>
    /// <param name="server">A server that nobody else has asked anything.</param>
    /// <param name="client">What the client is called.</param>
    /// <param name="lacking">The operations that the client does not have.</param>
    public static async Task AssertCompleteAsync(
        OssaProcess server,
        string client,
        IReadOnlyCollection<string> lacking,
        CancellationToken cancellationToken
    )
    {
        var exercised = await ReadAsync(server, cancellationToken);
        var works = await ReadCatalogueAsync(cancellationToken);
        var forgotten = works.Except(exercised).Except(lacking).ToList();
        Assert.True(
            forgotten.Count == 0,
            $"{client} was not asked for {string.Join(", ", forgotten)}: add a case, or list what {client} does not have."
        );
        var stale = lacking.Intersect(exercised).ToList();
        Assert.True(stale.Count == 0, $"{client} has {string.Join(", ", stale)}, and yet they are listed as lacking.");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{client} exercised {works.Intersect(exercised).Count()} of {works.Count} operations: {string.Join(", ", works.Intersect(exercised))}"
        );
    }

    /// <summary>The operations that work and may succeed, off the page that is printed from the catalogue.</summary>
    private static async Task<List<string>> ReadCatalogueAsync(CancellationToken cancellationToken)
    {
        var page = await File.ReadAllTextAsync(Repository.Combine("docs", "compatibility.md"), cancellationToken);
        return [.. Working().Matches(page).Select(row => row.Groups["operation"].Value)];
    }

    private static async Task<HashSet<string>> ReadAsync(OssaProcess server, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var figures = await http.GetStringAsync(new Uri(server.Endpoint, "/-/metrics"), cancellationToken);
        return
        [
            .. Requests()
                .Matches(figures)
                .Where(figure => int.Parse(figure.Groups["status"].Value, CultureInfo.InvariantCulture) < 400)
                .Select(figure => figure.Groups["operation"].Value),
        ];
    }

    [GeneratedRegex(@"^\| (?<operation>\w+) \|.*\| works(?! in part: the answer is always )", RegexOptions.Multiline)]
    private static partial Regex Working();

    [GeneratedRegex(
        """^ossa_http_requests_total\{operation="(?<operation>\w+)",status="(?<status>\d+)"\}""",
        RegexOptions.Multiline
    )]
    private static partial Regex Requests();
}
