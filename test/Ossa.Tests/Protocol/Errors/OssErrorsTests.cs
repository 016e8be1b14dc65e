using System.Reflection;
using System.Text.RegularExpressions;
using Ossa.Protocol.Errors;
using Xunit;

namespace Ossa.Tests.Protocol.Errors;

public sealed partial class OssErrorsTests
{
    [Fact]
    public void All_lists_every_error_once()
    {
        var fields = typeof(OssErrors)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (OssError)field.GetValue(null)!)
            .ToList();

        Assert.NotEmpty(fields);
        Assert.Equal(fields.Count, OssErrors.All.Count);
        Assert.Empty(fields.Except(OssErrors.All));
    }

    [Fact]
    public void Every_error_has_the_shape_of_an_error()
    {
        foreach (var error in OssErrors.All)
        {
            Assert.InRange(error.Status, 400, 599);
            Assert.Matches(CodeForm(), error.Code);
            Assert.NotEmpty(error.Message);
            if (error.Ec is not null)
            {
                Assert.Matches(EcForm(), error.Ec);
            }
        }
    }

    /// <summary>The page of a fine-grained code may tell cases apart that have words of their own, as that of 0026-00000001 does.</summary>
    [Fact]
    public void No_two_errors_with_a_fine_grained_code_are_the_same()
    {
        var repeated = OssErrors
            .All.Where(error => error.Ec is not null)
            .GroupBy(error => (error.Ec, error.Code, error.Message))
            .Where(group => group.Count() > 1)
            .Select(group => group.Key);
        Assert.Empty(repeated);
    }

    [Fact]
    public void Every_error_says_what_the_documentation_says_of_its_code()
    {
        var documented = Documented();
        foreach (var error in OssErrors.All.Where(error => error.Ec is not null))
        {
            var rows = documented[error.Ec!].ToList();
            Assert.True(
                rows.Exists(row =>
                    row.Status == $"{error.Status}"
                    && (row.Code is "" || row.Code == error.Code)
                    && (row.Message is "" || row.Message.Trim() == error.Message.Trim())
                ),
                $"{error} is none of {string.Join(", ", rows)}"
            );
        }
    }

    private static ILookup<string, (string Status, string Code, string Message)> Documented() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Protocol", "Errors", "ec-catalogue.tsv"))
            .Skip(1)
            .Select(line => line.Split('\t'))
            .ToLookup(cells => cells[0], cells => (cells[1], cells[2], cells[3]), StringComparer.Ordinal);

    [GeneratedRegex("^[A-Z][A-Za-z]+(64)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeForm();

    [GeneratedRegex("^[0-9]{4}-[0-9]{8}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EcForm();
}
