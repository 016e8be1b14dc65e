using System.Text;
using Ossa.Engine;
using Ossa.Engine.Access;
using Ossa.Protocol.Access;
using Xunit;

namespace Ossa.Tests.Engine.Access;

/// <summary>
/// Policies as large as they may be, made to cost as much as they can. Work is counted and not timed: what reading allocates, how often the request
/// is asked for a fact, and how many steps patterns take.
/// </summary>
public sealed class PolicyBombTests
{
    /// <summary>What may be allocated for each byte of a policy that is read.</summary>
    private const int BytesPerByte = 256;

    private static readonly string Key = new('a', 1_000);

    public static TheoryData<string, bool> Bombs =>
        new()
        {
            { "deep", false },
            { "deep in a condition", false },
            { "a long value", false },
            { "many statements", true },
            { "many actions", true },
            { "many resources of many stars", true },
            { "resources that match but for the end", true },
            { "many conditions", true },
            { "many values of a condition", true },
            { "many principals", true },
            { "one member many times", false },
        };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void What_a_policy_costs_to_read_goes_by_its_length(string name, bool isPolicy)
    {
        var json = Bomb(name);
        Assert.InRange(Encoding.UTF8.GetByteCount(json), Limits.MaxBucketPolicyBytes / 2, Limits.MaxBucketPolicyBytes);
        Assert.Equal(isPolicy, Reads(json));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Reads(json);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, 0, (long)BytesPerByte * json.Length);
    }

    [Theory]
    [MemberData(nameof(Bombs))]
    public void What_a_policy_costs_to_ask_goes_by_its_length_and_that_of_the_request(string name, bool isPolicy)
    {
        if (!isPolicy)
        {
            return;
        }

        var document = PolicyDocument.Parse(Bomb(name), PolicyKind.Bucket);
        var resource = AccessResource.Of("cn-hangzhou", "1000000000000001", "bucket", Key);
        var (asked, longest) = (0, resource.Name.Length);
        var request = new AccessRequest(new(["20001"]), "oss:GetObject", resource, Fact);
        PolicyEvaluator.Evaluate([new NamedPolicy("p", document)], request);
        Assert.InRange(asked, 0, document.Statements.Sum(statement => statement.Conditions.Count));
        Assert.InRange(
            document.Statements.Sum(StepsOf),
            0,
            (long)Limits.MaxBucketPolicyBytes * (longest + 1) + Limits.MaxBucketPolicyBytes
        );

        string? Fact(string key)
        {
            asked++;
            return Key;
        }

        long StepsOf(PolicyStatement statement) =>
            statement.Actions.Of.Sum(pattern => Steps(pattern, request.Action))
            + statement.Principals!.Of.Sum(pattern => Steps(pattern, request.Principal.Names[0]))
            + statement.Resources.Of.Sum(pattern => Steps(pattern.ToString().Split(':', 5)[^1], resource.Name))
            + statement.Conditions.SelectMany(condition => condition.Values).Sum(pattern => Steps(pattern, Key));
    }

    private static long Steps(string pattern, string text)
    {
        Wildcard.Matches(pattern, text, ignoreCase: true, toTheEnd: true, out var steps);
        return steps;
    }

    private static bool Reads(string json)
    {
        try
        {
            PolicyDocument.Parse(json, PolicyKind.Bucket);
            return true;
        }
        catch (PolicyFormatException)
        {
            return false;
        }
    }

    private static string Bomb(string name) =>
        name switch
        {
            "deep" => Nest("[", "]"),
            "deep in a condition" => Policy($$""" "Condition": {{Nest("{\"a:b\":", "}")}} """),
            "a long value" => Policy($""" "Resource": "{new string('*', 15_000)}" """),
            "many statements" =>
                $$"""{"Version":"1","Statement":[{{Many(
                """{"Effect":"Deny","Principal":"*","Action":"*","Resource":"acs:oss:*:*:a"}""", ","
            )}}]}""",
            "many actions" => Policy($""" "Action": [{Many("\"oss:*a*?*\"", ",")}] """),
            "many resources of many stars" => Policy(
                $""" "Resource": [{Many($"\"acs:oss:*:*:{string.Concat(Enumerable.Repeat("*a?", 390))}b\"", ",")}] """
            ),
            "resources that match but for the end" => Policy(
                $""" "Resource": [{Many($"\"acs:oss:*:*:*{new string('a', 60)}b\"", ",")}] """
            ),
            "many conditions" => Policy($$""" "Condition": {"StringLike": { {{Conditions()}} } } """),
            "many values of a condition" => Policy(
                $$""" "Condition": {"StringLike": {"acs:UserAgent": [{{Many("\"*a*a*a*b\"", ",")}}] } } """
            ),
            "many principals" => Policy($""" "Principal": [{Many("\"*0*0*b\"", ",")}] """),
            "one member many times" => Policy(Many("\"Sid\": \"a\"", ",")),
            _ => throw new ArgumentException(name, nameof(name)),
        };

    /// <summary>A policy of one statement that denies everything but for what is stated.</summary>
    private static string Policy(string member)
    {
        string[] others = ["\"Principal\": \"*\"", "\"Action\": \"*\"", "\"Resource\": \"*\""];
        var rest = others.Where(other => !member.Contains(other.Split(':')[0] + ":", StringComparison.Ordinal));
        return $$"""{"Version": "1", "Statement": [{"Effect": "Deny", {{string.Join(", ", rest)}}, {{member}} }]}""";
    }

    private static string Nest(string open, string close)
    {
        var depth = (Limits.MaxBucketPolicyBytes - 200) / (open.Length + close.Length);
        return string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
    }

    private static string Many(string piece, string separator) =>
        string.Join(
            separator,
            Enumerable.Repeat(piece, (Limits.MaxBucketPolicyBytes - 200) / (piece.Length + separator.Length))
        );

    private static string Conditions() =>
        string.Join(',', Enumerable.Range(0, 400).Select(i => $"\"oss:BucketTag/{i}\":\"*a*b\""));
}
