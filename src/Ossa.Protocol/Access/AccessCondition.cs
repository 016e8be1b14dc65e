namespace Ossa.Protocol.Access;

/// <summary>One condition of a policy's statement.</summary>
/// <param name="Operator">How the values are compared, such as IpAddress.</param>
/// <param name="Key">What is compared, such as acs:SourceIp.</param>
/// <param name="Values">The values, of which one must fit.</param>
public sealed record AccessCondition(string Operator, string Key, IReadOnlyList<string> Values)
{
    private static readonly string[] Operators = ["StringEquals", "StringLike", "IpAddress"];

    private static readonly string[] Keys = ["acs:SourceIp", "acs:SourceVpc", "acs:SourceVpcId", "acs:AccessId"];

    /// <summary>Whether it holds for certain networks or keys only; whatever is not surely so is not.</summary>
    internal bool IsFixed =>
        Operators.Contains(Operator, StringComparer.Ordinal)
        && Keys.Contains(Key, StringComparer.Ordinal)
        && !Values.Any(value => value.AsSpan().ContainsAny('*', '?') || value.EndsWith("/0", StringComparison.Ordinal));
}
