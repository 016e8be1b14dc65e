using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ossa.Server.Operations;
using Xunit;

namespace Ossa.Tests.Tidy;

/// <summary>What can be held by machine about how the project is built. INVARIANTS.md says why.</summary>
public sealed partial class TidyTests
{
    private const string RegenerateVariable = "OSSA_UPDATE_DOCS";

    /// <summary>Who may know whom. Nothing else: the executable alone sees everything.</summary>
    private static readonly Dictionary<string, string[]> Walls = new()
    {
        ["Ossa.Protocol"] = [],
        ["Ossa.Storage"] = [],
        ["Ossa.Storage.Local"] = ["Ossa.Storage"],
        ["Ossa.Client"] = ["Ossa.Protocol"],
        ["Ossa.Engine"] = ["Ossa.Protocol", "Ossa.Storage"],
        ["Ossa.Server"] = ["Ossa.Engine", "Ossa.Protocol"],
        ["Ossa"] = ["Ossa.Client", "Ossa.Engine", "Ossa.Protocol", "Ossa.Server", "Ossa.Storage", "Ossa.Storage.Local"],
    };

    public static TheoryData<string> Projects => [.. Walls.Keys];

    [Fact]
    public void Every_project_has_its_walls() =>
        Assert.Equal(
            Walls.Keys.Order(),
            Directory.GetDirectories(SourceTree.PathOf("src")).Select(Path.GetFileName).Order()!
        );

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_what_the_design_lets_it(string project)
    {
        var file = XDocument.Load(SourceTree.PathOf($"src/{project}/{project}.csproj"));
        var references = file.Descendants("ProjectReference")
            .Select(node => Path.GetFileNameWithoutExtension(node.Attribute("Include")!.Value));
        Assert.Equal(Walls[project].Order(), references.Order());
    }

    [Fact]
    public void The_server_alone_speaks_http_and_the_local_store_alone_speaks_rocksdb()
    {
        foreach (
            var file in new[]
            {
                "Ossa.Protocol",
                "Ossa.Client",
                "Ossa.Engine",
                "Ossa.Storage",
                "Ossa.Storage.Local",
            }.SelectMany(project => SourceTree.CSharp($"src/{project}"))
        )
        {
            Assert.DoesNotContain("using Microsoft.AspNetCore", File.ReadAllText(file), StringComparison.Ordinal);
        }

        foreach (var file in SourceTree.CSharp("src/Ossa.Engine"))
        {
            Assert.DoesNotContain("System.Xml", File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_namespace_is_its_folder()
    {
        foreach (var file in SourceTree.CSharp("src"))
        {
            var folder = Path.GetRelativePath(SourceTree.PathOf("src"), Path.GetDirectoryName(file)!)
                .Replace(Path.DirectorySeparatorChar, '.');
            if (NamespaceLine().Match(File.ReadAllText(file)) is { Success: true } found)
            {
                Assert.True(
                    IsFolder(found.Groups["name"].Value, folder),
                    $"{file} is in namespace {found.Groups["name"].Value}."
                );
            }
        }
    }

    [Fact]
    public void Log_ids_are_unique()
    {
        var ids = SourceTree
            .CSharp("src")
            .SelectMany(file => EventId().Matches(File.ReadAllText(file)).Select(match => match.Groups["id"].Value))
            .ToList();
        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void Nothing_is_left_to_do_without_a_reason()
    {
        foreach (
            var file in SourceTree
                .CSharp("src")
                .Concat(SourceTree.CSharp("test"))
                .Where(file => !file.EndsWith("TidyTests.cs", StringComparison.Ordinal))
        )
        {
            var text = File.ReadAllText(file);
            Assert.False(Unfinished().IsMatch(text), $"{file} has something unfinished.");
            Assert.DoesNotContain("NotImplementedException", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_proves_a_secret_is_compared_in_constant_time()
    {
        string[] nothingSecret =
        [
            "options.Signature == SignatureVersion", // which version signs
            "head.Signature, presented.Signature", // the same URL, twice
            "Errors.", // a kind of refusal
            "text.Trim() == token", // published in the DNS
            "entry.Signature == Signature", // a fingerprint, by which a log is searched
            "SecretSealer.MasterOf(name, secret) == master", // the name of a key
            "token.Domain == domain", // a domain
            "V4Parameters.Signature", // the name of a parameter
            "SignatureV4.AnyRegion", // a region
            "SignatureScheme.", // a way to sign
            "token.Origin ==", // where a setting stands
            "SettingKind.Secret", // whether a setting is one
            "cancellationToken",
            ".Length",
        ];
        foreach (var file in SourceTree.CSharp("src"))
        {
            var suspicious = File.ReadLines(file)
                .Where(line => SecretComparison().IsMatch(line))
                .Where(line => !nothingSecret.Any(known => line.Contains(known, StringComparison.Ordinal)));
            Assert.True(!suspicious.Any(), $"{file} compares what may be secret: {string.Join('\n', suspicious)}");
        }
    }

    [Fact]
    public void A_file_is_one_idea_and_so_not_long()
    {
        foreach (var file in SourceTree.CSharp("src"))
        {
            Assert.True(File.ReadLines(file).Count() <= 400, $"{file} has more than 400 lines.");
        }
    }

    [Fact]
    public void Every_operation_is_in_the_catalogue_once()
    {
        var written = typeof(Operation)
            .Assembly.GetTypes()
            .Where(type =>
                type.IsSubclassOf(typeof(Operation))
                && !type.IsAbstract
                && type.Name is not (nameof(PlannedOperation) or nameof(AbsentConfiguration))
            );
        Assert.Equal(
            written.Select(type => type.Name).Order(),
            OperationCatalogue.Works.Select(operation => operation.GetType().Name).Order()
        );
        Assert.All(OperationCatalogue.Works, operation => Assert.Equal(operation.GetType().Name, operation.Name));
        // The service has one of a name for the account and another for a bucket.
        var names = OperationCatalogue.All.Select(operation => (operation.Name, operation.Route.Level)).ToList();
        Assert.Equal(names.Distinct(), names);
        var routes = OperationCatalogue.All.Select(operation => operation.Route.ToString()).ToList();
        Assert.Equal(routes.Distinct(), routes);
    }

    [Fact]
    public void The_page_on_compatibility_is_what_the_catalogue_prints()
    {
        var path = SourceTree.PathOf("docs/compatibility.md");
        if (Environment.GetEnvironmentVariable(RegenerateVariable) == "1")
        {
            File.WriteAllText(path, CompatibilityPage.Print());
        }

        Assert.Equal(CompatibilityPage.Print(), File.ReadAllText(path), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Every_invariant_names_a_test_that_exists()
    {
        var tests = string.Concat(SourceTree.CSharp("test").Select(File.ReadAllText));
        var named = InvariantTest()
            .Matches(File.ReadAllText(SourceTree.PathOf("INVARIANTS.md")))
            .Select(match => match.Groups["test"].Value)
            .ToList();
        Assert.NotEmpty(named);
        Assert.All(named, test => Assert.Contains(test, tests, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_dependency_has_a_line_that_says_why()
    {
        var table = File.ReadAllText(SourceTree.PathOf("docs/decisions/0001-dependencies.md"));
        var packages = XDocument
            .Load(SourceTree.PathOf("Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Select(node => node.Attribute("Include")!.Value);
        Assert.All(packages, package => Assert.Contains($"| {package} |", table, StringComparison.Ordinal));
    }

    /// <summary>One type may stand above its folder: the executable's root namespace is that of the product.</summary>
    private static bool IsFolder(string name, string folder) => name == folder || IsPublicRoot(name, folder);

    /// <summary>The client's folders sort its files; to its users it is one namespace.</summary>
    private static bool IsPublicRoot(string name, string folder) =>
        name == "Ossa.Client" && folder.StartsWith("Ossa.Client.", StringComparison.Ordinal);

    /// <summary>A comparison that ends early, of something that is called as secrets and what is made of them are.</summary>
    [GeneratedRegex(
        """(secret|signature|password|mac|token)\w*(\.\w+)?(\(\w*\))?\s(==|!=)\s(?!null)|(==|!=)\s[\w.]*(secret|signature|password|token)\b|(SequenceEqual|(?<!FixedTime)Equals)\([^)]*(secret|signature|password|token)|(secret|signature|password|token)\w*(\.As\w*Span\(\))?\.(SequenceEqual|Equals|CompareTo)\(""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SecretComparison();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"EventId = (?<id>\d+)")]
    private static partial Regex EventId();

    [GeneratedRegex(@"//.*\b(TODO|FIXME|HACK)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"`(?<test>[A-Z][a-z0-9]+(?:_[A-Za-z0-9]+){2,})`")]
    private static partial Regex InvariantTest();
}
