using Ossa.Server.Operations;
using Xunit;

namespace Ossa.Tests.Server.Samples;

/// <summary>
/// The record of which page of the documentation the tables were compared with: every operation that works has its line, and every
/// fine-grained code that a line names stands in the table of errors.
/// </summary>
public sealed class ComparedPageTests
{
    private static readonly string[][] Lines =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Server", "Samples", "compared-pages.tsv"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t')),
    ];

    [Fact]
    public void Every_operation_that_works_was_compared_with_its_page()
    {
        var missing = OperationCatalogue
            .Works.Select(operation => operation.Name)
            .Except(Lines.Select(line => line[0]), StringComparer.OrdinalIgnoreCase);
        Assert.True(
            !missing.Any(),
            $"There is no line of {string.Join(", ", missing)}: compare with its page and add one to compared-pages.tsv."
        );
    }

    [Fact]
    public void A_line_says_all_that_a_line_says_and_stands_there_once()
    {
        Assert.All(Lines, line => Assert.Equal(5, line.Length));
        Assert.All(Lines, line => Assert.NotEmpty(line[1]));
        Assert.Equal(
            Lines.Select(line => line[0]),
            Lines.Select(line => line[0]).Distinct(StringComparer.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public void What_a_line_says_of_errors_stands_in_the_table()
    {
        var known = DocumentedError.All.Select(error => error.Ec).OfType<string>().ToHashSet(StringComparer.Ordinal);
        Assert.All(
            Lines
                .SelectMany(line => line[3].Split(", "))
                .Where(word => word is [>= '0' and <= '9', .., '-', _, _, _, _, _, _, _, _]),
            ec => Assert.Contains(ec, known)
        );
    }
}
