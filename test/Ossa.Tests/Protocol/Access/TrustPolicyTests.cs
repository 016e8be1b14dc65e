using Ossa.Protocol.Access;
using Xunit;

namespace Ossa.Tests.Protocol.Access;

/// <summary>Policies that say who may assume a role.</summary>
public sealed class TrustPolicyTests
{
    [Fact]
    public void Whom_a_role_trusts_is_read()
    {
        var statement = Assert.Single(
            Parse(
                """
                "Sid": "builds", "Effect": "Allow", "Action": "sts:AssumeRole",
                "Principal": {"RAM": ["acs:ram::1:root", "acs:ram::1:user/alice"]},
                "Condition": {"StringEquals": {"sts:ExternalId": "x"}}
                """
            ).Statements
        );
        Assert.Equal(["acs:ram::1:root", "acs:ram::1:user/alice"], statement.Principals!.Of);
        Assert.False(statement.Principals.IsNegated);
        Assert.Equal("sts:ExternalId", Assert.Single(statement.Conditions).Key);
    }

    [Theory]
    [InlineData(""" "Effect": "Allow", "Action": "sts:AssumeRole" """)]
    [InlineData(""" "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": "*" """)]
    [InlineData(""" "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {} """)]
    [InlineData(""" "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"RAM": []} """)]
    [InlineData(""" "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"RAM": "*"} """)]
    [InlineData(""" "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "oss.aliyuncs.com"} """)]
    [InlineData(""" "Effect": "Allow", "Action": "sts:AssumeRole", "NotPrincipal": {"RAM": "acs:ram::1:root"} """)]
    [InlineData(""" "Effect": "Allow", "Principal": {"RAM": "acs:ram::1:root"} """)]
    [InlineData(
        """ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"RAM": "acs:ram::1:root"}, "Resource": "*" """
    )]
    public void What_a_role_cannot_trust_is_refused(string statement) =>
        Assert.Throws<PolicyFormatException>(() => Parse(statement));

    [Fact]
    public void A_policy_of_a_user_may_speak_of_roles_and_that_says_nothing_of_objects()
    {
        var pattern = ResourcePattern.TryParse("acs:ram::*:role/uploader");
        Assert.NotNull(pattern);
        Assert.False(pattern.Matches(AccessResource.Of("cn-hangzhou", "1", "role", "uploader")));
        Assert.Null(ResourcePattern.TryParse("acs:oss::*:role/uploader"));
        Assert.Null(ResourcePattern.TryParse("acs:ram:::role/uploader"));
    }

    private static PolicyDocument Parse(string statement) =>
        PolicyDocument.Parse($$"""{"Version": "1", "Statement": [{ {{statement}} }]}""", PolicyKind.Trust);
}
