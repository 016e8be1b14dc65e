using System.Text.RegularExpressions;
using Ossa.Engine.Links;
using Ossa.Engine.Retention;
using Ossa.Protocol.Access;
using Ossa.Server.Explaining;
using Ossa.Tests.Tidy;
using Xunit;

namespace Ossa.Tests.Server.WebConsole;

/// <summary>The files of the console: all words in both languages, no markup made of text, and little to load.</summary>
public sealed partial class ConsoleAssetTests : ConsoleTest
{
    private const int MostBytes = 150_000;

    private static readonly string Directory = SourceTree.PathOf("src/Ossa.Server/WebConsole/Assets");

    [Fact]
    public void Every_word_is_there_in_both_languages_and_none_is_left_over()
    {
        var english = Words("words-en.mjs");
        var chinese = Words("words-zh.mjs");
        Assert.Equal(english.Keys, chinese.Keys);
        Assert.All(english, word => Assert.Equal(Holes(word.Value), Holes(chinese[word.Key])));
        var code = string.Join('\n', Modules().Select(File.ReadAllText));
        Assert.All(
            english.Keys,
            word => Assert.Matches($"[\"` ]{Regex.Escape(word)}[\"`:]|`{word.Split('-')[0]}-\\$", code)
        );
        Assert.All(Said().Matches(code), said => Assert.Contains(said.Groups["word"].Value, english.Keys));
    }

    /// <summary>Words whose names the modules put together of what the server tells, or of a list of their own.</summary>
    [Fact]
    public void Every_word_that_is_put_together_is_there_too()
    {
        var families = new Dictionary<string, string[]>
        {
            ["state"] = Enum.GetNames<LinkState>(),
            ["cause"] = Enum.GetNames<Cause>(),
            ["causeState"] = Enum.GetNames<CauseState>(),
            ["retention"] = Enum.GetNames<RetentionState>(),
            ["acl"] = [.. Enum.GetValues<CannedAcl>().Select(acl => acl.ToWire())],
        };
        var code = string.Join('\n', Modules().Select(File.ReadAllText));
        Assert.Equal(
            families.Keys.Order(),
            PutTogether().Matches(code).Select(said => said.Groups["family"].Value).Distinct().Order()
        );
        var english = Words("words-en.mjs");
        var expected = families.SelectMany(family => family.Value.Select(member => $"{family.Key}-{member}"));
        Assert.All(expected, word => Assert.Contains(word, english.Keys));
        var styles = File.ReadAllText(Path.Combine(Directory, "links.mjs"));
        Assert.All(families["state"], state => Assert.Contains($"{state}: \"", styles, StringComparison.Ordinal));
        styles = File.ReadAllText(Path.Combine(Directory, "explaining.mjs"));
        Assert.All(families["causeState"], state => Assert.Contains($"{state}: \"", styles, StringComparison.Ordinal));
    }

    /// <summary>What is found in signed URLs the server says in English; a Chinese page says it by the names of the sentences.</summary>
    [Fact]
    public void Each_sentence_of_explain_is_there_in_Chinese_with_no_more_values_than_it_has()
    {
        var code = Explaining();
        var english = Sentence()
            .Matches(code)
            .Select(match => (Name: match.Groups["code"].Value, Values: Filled().Count(match.Groups["text"].Value)))
            .Distinct()
            .ToDictionary(sentence => sentence.Name, sentence => sentence.Values);
        var chinese = Words("sayings-zh.mjs");
        Assert.Subset(chinese.Keys.ToHashSet(), english.Keys.ToHashSet());
        Assert.All(
            english,
            sentence =>
                Assert.All(
                    Filled().Matches(chinese[sentence.Key]).Select(value => value.Value),
                    value => Assert.Contains(value, Enumerable.Range(0, sentence.Value).Select(index => $"{{{index}}}"))
                )
        );
        var facts = Fact().Matches(code).Select(match => match.Groups["name"].Value).ToHashSet();
        Assert.NotEmpty(facts);
        Assert.Equal(chinese.Keys.Except(english.Keys).Order(), facts.Order());
    }

    /// <summary>Refusals are said in English; a Chinese page puts a sentence before them by their codes, or the first parts of these.</summary>
    [Fact]
    public void What_is_refused_most_has_words_in_Chinese_by_its_code_and_nothing_else_has()
    {
        var chinese = Words("refusals-zh.mjs").Keys.ToHashSet();
        string[] usual =
        [
            "AccessDenied",
            "BucketAlreadyExists",
            "BucketNotEmpty",
            "DeleteConflict",
            "EntityAlreadyExists",
            "FileImmutable",
            "InvalidAccessKeyId",
            "InvalidArgument",
            "InvalidBucketName",
            "KmsKeyDisabled",
            "MalformedPolicyDocument",
            "MalformedXML",
            "NoSuchBucket",
            "NoSuchKey",
            "NoSuchLink",
            "PreconditionFailed",
            "QuotaExceeded",
            "ServiceUnavailable",
            "SignatureDoesNotMatch",
            "TooManyBuckets",
        ];
        Assert.Superset(usual.ToHashSet(), chinese);
        var code = string.Join('\n', SourceTree.CSharp("src").Select(File.ReadAllText));
        Assert.All(chinese, name => Assert.Matches($"\"{name}[\".]", code));
    }

    private static string Explaining() =>
        string.Join('\n', SourceTree.CSharp("src/Ossa.Server/Explaining").Select(File.ReadAllText));

    [Fact]
    public void No_module_makes_markup_of_text_or_keeps_more_in_the_browser_than_which_uploads_it_began()
    {
        foreach (var file in Modules())
        {
            Assert.DoesNotMatch(
                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|srcdoc|\\beval\\(|new Function|localStorage|indexedDB|document\\.cookie",
                File.ReadAllText(file)
            );
        }

        var keeping = Modules()
            .Where(file => File.ReadAllText(file).Contains("sessionStorage", StringComparison.Ordinal));
        Assert.Equal(["kept.mjs"], keeping.Select(Path.GetFileName));
    }

    [Fact]
    public async Task It_is_whole_and_small()
    {
        var page = (await Server.SendRawAsync("GET", "/-/console/")).Text;
        var paths = new Queue<string>(Asset().Matches(page).Select(match => match.Value));
        var loaded = new HashSet<string>();
        var bytes = page.Length;
        while (paths.TryDequeue(out var path))
        {
            if (!loaded.Add(path))
            {
                continue;
            }

            var compressed = await Server.SendRawAsync("GET", path, [H("Accept-Encoding", "br")]);
            Assert.Equal((200, "br"), (compressed.Status, compressed["Content-Encoding"]));
            bytes += compressed.Body.Length;
            var plain = (await Server.SendRawAsync("GET", path)).Text;
            foreach (var import in Import().Matches(plain).Select(match => match.Groups["file"].Value))
            {
                paths.Enqueue($"/-/assets/{import}");
            }
        }

        Assert.InRange(loaded.Count, Modules().Count(), 100);
        Assert.InRange(bytes, 1, MostBytes);
    }

    private static IEnumerable<string> Modules() => System.IO.Directory.EnumerateFiles(Directory, "*.mjs");

    private static SortedDictionary<string, string> Words(string file) =>
        new(
            Word()
                .Matches(File.ReadAllText(Path.Combine(Directory, file)))
                .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["text"].Value),
            StringComparer.Ordinal
        );

    private static IEnumerable<string> Holes(string text) => Hole().Matches(text).Select(match => match.Value).Order();

    [GeneratedRegex("""^  "?(?<name>[\w -]+)"?: "(?<text>[^"]+)",$""", RegexOptions.Multiline)]
    private static partial Regex Word();

    [GeneratedRegex("""(?:Fault|Hint|Of)\(\s*"(?<code>[A-Z]\w+)",\s*\$"(?<text>(?:[^"\\]|\\.)*)["]""")]
    private static partial Regex Sentence();

    [GeneratedRegex("""\{[^{}]+\}""")]
    private static partial Regex Filled();

    [GeneratedRegex("""yield return (?:new)?\("(?<name>[\w ]+)",""")]
    private static partial Regex Fact();

    [GeneratedRegex("say\\(\"(?<word>[\\w-]+)\"")]
    private static partial Regex Said();

    [GeneratedRegex("say\\(`(?<family>\\w+)-\\$")]
    private static partial Regex PutTogether();

    [GeneratedRegex("""\{\w+\}""")]
    private static partial Regex Hole();

    [GeneratedRegex("""/-/assets/[\w.-]+""")]
    private static partial Regex Asset();

    [GeneratedRegex("from \"\\./(?<file>[^\"]+)\"")]
    private static partial Regex Import();
}
