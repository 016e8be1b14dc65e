using Ossa.Protocol.Access;
using Xunit;

namespace Ossa.Tests.Protocol.Access;

public sealed class AccessConditionTests
{
    [Theory]
    [InlineData("StringEquals", "a", "a", true)]
    [InlineData("StringEquals", "A", "a", false)]
    [InlineData("StringNotEquals", "b", "a", true)]
    [InlineData("StringNotEquals", "a", "a", false)]
    [InlineData("StringEqualsIgnoreCase", "A", "a", true)]
    [InlineData("StringNotEqualsIgnoreCase", "A", "a", false)]
    [InlineData("StringLike", "photos/2026/x", "photos/*", true)]
    [InlineData("StringLike", "photo", "photos/*", false)]
    [InlineData("StringNotLike", "photo", "photos/*", true)]
    [InlineData("NumericEquals", "10", "10.0", true)]
    [InlineData("NumericNotEquals", "10", "11", true)]
    [InlineData("NumericLessThan", "9", "10", true)]
    [InlineData("NumericLessThan", "10", "10", false)]
    [InlineData("NumericLessThanEquals", "10", "10", true)]
    [InlineData("NumericGreaterThan", "11", "10", true)]
    [InlineData("NumericGreaterThanEquals", "9", "10", false)]
    [InlineData("NumericEquals", "ten", "10", false)]
    [InlineData("DateEquals", "2026-01-01T00:00:00Z", "2026-01-01T08:00:00+08:00", true)]
    [InlineData("DateLessThan", "2026-01-01T00:00:00Z", "2026-01-02", true)]
    [InlineData("DateLessThan", "2026-01-03T00:00:00Z", "2026-01-02T00:00Z", false)]
    [InlineData("DateGreaterThanEquals", "2026-01-02T00:00:00Z", "2026-01-02", true)]
    [InlineData("Bool", "true", "True", true)]
    [InlineData("Bool", "false", "true", false)]
    [InlineData("IpAddress", "10.1.2.3", "10.0.0.0/8", true)]
    [InlineData("IpAddress", "10.1.2.3", "10.9.9.9/8", true)]
    [InlineData("IpAddress", "11.1.2.3", "10.0.0.0/8", false)]
    [InlineData("IpAddress", "10.1.2.3", "10.1.2.3", true)]
    [InlineData("IpAddress", "10.1.2.131", "10.1.2.128/25", true)]
    [InlineData("IpAddress", "10.1.2.3", "10.1.2.128/25", false)]
    [InlineData("IpAddress", "::ffff:10.1.2.3", "10.0.0.0/8", true)]
    [InlineData("IpAddress", "2001:db8::1", "2001:db8::/32", true)]
    [InlineData("IpAddress", "2001:db9::1", "2001:db8::/32", false)]
    [InlineData("IpAddress", "2001:db8::1", "0.0.0.0/0", false)]
    [InlineData("NotIpAddress", "10.1.2.3", "10.0.0.0/8", false)]
    [InlineData("NotIpAddress", "11.1.2.3", "10.0.0.0/8", true)]
    public void Each_operator_compares_in_its_way(string name, string actual, string value, bool holds) =>
        Assert.Equal(holds, Condition(name, value).Holds(actual));

    [Fact]
    public void One_value_of_several_must_fit_and_of_a_negated_one_none()
    {
        Assert.True(Condition("StringEquals", "a", "b").Holds("b"));
        Assert.False(Condition("StringNotEquals", "a", "b").Holds("b"));
        Assert.True(Condition("StringNotEquals", "a", "b").Holds("c"));
    }

    [Theory]
    [InlineData("StringEquals", "a", false)]
    [InlineData("NumericLessThan", "1", false)]
    [InlineData("IpAddress", "10.0.0.0/8", false)]
    [InlineData("StringNotEquals", "a", true)]
    [InlineData("NotIpAddress", "10.0.0.0/8", true)]
    public void What_a_request_does_not_have_differs_from_everything(string name, string value, bool holds) =>
        Assert.Equal(holds, Condition(name, value).Holds(null));

    private static AccessCondition Condition(string name, params string[] values) =>
        new(ConditionOperator.Find(name)!, "oss:Prefix", values);
}
