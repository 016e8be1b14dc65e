using Ossa.Engine.Access;
using Ossa.Protocol.Access;
using Xunit;

namespace Ossa.Tests.Engine.Access;

public sealed class KnownConditionsTests
{
    private const string Policy = """
        {"Version": "1", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "oss:DeleteObject", "Resource": "acs:oss:*:*:bucket/*",
          "Condition": {"StringLike": {"acs:UserAgent": ["*x*", "*y*"], "oss:ExistingObjectTag/stage": "old"}, "IpAddress": {"acs:SourceIp": "10.0.0.0/8"}}}]}
        """;

    private readonly PolicyDocument _policy = PolicyDocument.Parse(Policy, PolicyKind.Bucket);

    [Fact]
    public void What_many_objects_have_in_common_is_asked_once_and_the_tags_of_each_are_asked_of_each()
    {
        var known = new KnownConditions();
        var asked = new List<string>();
        foreach (var (key, tag) in (List<(string, string)>)[("a", "old"), ("b", "new"), ("c", "old")])
        {
            var expected = tag == "old" ? PolicyEffect.Allow : PolicyEffect.None;
            Assert.Equal(expected, Judge(key, tag, known, asked));
            Assert.Equal(expected, Judge(key, tag, null, []));
        }

        Assert.Equal(1, asked.Count(fact => fact == "acs:UserAgent"));
        Assert.Equal(1, asked.Count(fact => fact == "acs:SourceIp"));
        Assert.Equal(3, asked.Count(fact => fact == "oss:ExistingObjectTag/stage"));
    }

    private PolicyEffect Judge(string key, string tag, KnownConditions? known, List<string> asked)
    {
        var resource = AccessResource.Of("cn-hangzhou", "1000000000000001", "bucket", key);
        var request = new AccessRequest(new(["20001"]), "oss:DeleteObject", resource, Fact) { Known = known };
        return PolicyEvaluator.Evaluate([new NamedPolicy("p", _policy)], request).Effect;

        string? Fact(string name)
        {
            asked.Add(name);
            return name switch
            {
                "acs:UserAgent" => "y",
                "acs:SourceIp" => "10.1.2.3",
                _ => tag,
            };
        }
    }
}
