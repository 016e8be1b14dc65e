using Ossa.Protocol.Access;
using Xunit;

namespace Ossa.Tests.Protocol.Access;

public sealed class PolicyDocumentTests
{
    private const string Rest = """ "Resource": "acs:oss:*:*:b/*" """;

    [Theory]
    [InlineData(PolicyKind.Identity, """ "Effect": "Allow", "Action": "oss:*", """)]
    [InlineData(PolicyKind.Identity, """ "Effect": "Deny", "NotAction": ["oss:Get*"], """)]
    [InlineData(PolicyKind.Bucket, """ "Effect": "Allow", "NotPrincipal": ["1"], "Action": "oss:*", """)]
    public void Every_element_is_read(PolicyKind kind, string members) =>
        Assert.Single(PolicyDocument.Parse(Policy(members + Rest), kind).Statements);

    [Theory]
    [InlineData(PolicyKind.Identity, """ "Effect": "Allow", "Principal": "1", "Action": "oss:*", """)]
    [InlineData(PolicyKind.Bucket, """ "Effect": "Allow", "Action": "oss:*", """)]
    [InlineData(PolicyKind.Identity, """ "Effect": "Allow", "Action": "a", "NotAction": "b", """)]
    [InlineData(PolicyKind.Identity, """ "Effect": "Allow", "Effect": "Deny", "Action": "a", """)]
    [InlineData(PolicyKind.Identity, """ "Effect": "Allow", "Action": "a", "Sid": 1, """)]
    [InlineData(
        PolicyKind.Identity,
        """ "Effect": "Allow", "Action": "a", "Condition": {"Like": {"oss:Prefix": "a"}}, """
    )]
    [InlineData(
        PolicyKind.Identity,
        """ "Effect": "Deny", "Action": "a", "Condition": {"StringEquals": {"oss:Prefx": "a"}}, """
    )]
    [InlineData(
        PolicyKind.Identity,
        """ "Effect": "Deny", "Action": "a", "Condition": {"IpAddress": {"SourceIp": "10.0.0.0/8"}}, """
    )]
    [InlineData(
        PolicyKind.Identity,
        """ "Effect": "Deny", "Action": "a", "Condition": {"StringEquals": {":Prefix": "a"}}, """
    )]
    [InlineData(
        PolicyKind.Identity,
        """ "Effect": "Deny", "Action": "a", "Condition": {"StringEquals": {"sts:SessionName": "a"}}, """
    )]
    [InlineData(
        PolicyKind.Identity,
        """ "Effect": "Deny", "Action": "a", "Condition": {"IpAddress": {"acs:SourceIp": "10.0.0.0/33"}}, """
    )]
    [InlineData(
        PolicyKind.Identity,
        """ "Effect": "Deny", "Action": "a", "Condition": {"IpAddress": {"acs:SourceIp": "10"}}, """
    )]
    [InlineData(
        PolicyKind.Identity,
        """ "Effect": "Deny", "Action": "a", "Condition": {"DateLessThan": {"acs:CurrentTime": "soon"}}, """
    )]
    [InlineData(
        PolicyKind.Identity,
        """ "Effect": "Deny", "Action": "a", "Condition": {"Bool": {"a:b": "true"}, "Bool": {"a:c": "true"}}, """
    )]
    [InlineData(
        PolicyKind.Identity,
        """ "Effect": "Deny", "Action": "a", "Condition": {"Bool": {"a:b": "true", "a:b": "false"}}, """
    )]
    public void What_could_be_misunderstood_is_refused(PolicyKind kind, string members)
    {
        var refusal = Assert.Throws<PolicyFormatException>(() => PolicyDocument.Parse(Policy(members + Rest), kind));
        Assert.Equal(PolicyProblem.Malformed, refusal.Problem);
    }

    [Theory]
    [InlineData("acs:oss:*:*")]
    [InlineData("oss:*:*:b/*")]
    [InlineData("acs:oss:*::b/*")]
    [InlineData("b/*")]
    public void A_resource_that_has_not_its_five_parts_is_refused(string resource) =>
        Assert.Throws<PolicyFormatException>(() =>
            PolicyDocument.Parse(
                Policy($""" "Effect": "Allow", "Action": "oss:*", "Resource": "{resource}" """),
                PolicyKind.Identity
            )
        );

    private static string Policy(string members) => $$"""{"Version": "1", "Statement": [{ {{members}} }]}""";
}
