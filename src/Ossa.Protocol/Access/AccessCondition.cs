namespace Ossa.Protocol.Access;

/// <summary>One condition of a policy's statement.</summary>
/// <param name="Operator">How the values are compared, such as IpAddress.</param>
/// <param name="Key">What is compared, such as acs:SourceIp.</param>
/// <param name="Values">The values, of which one must fit, or none where the operator is negated.</param>
public sealed record AccessCondition(ConditionOperator Operator, string Key, IReadOnlyList<string> Values)
{
    private static readonly string[] FixingOperators = ["StringEquals", "StringLike", "IpAddress"];

    private static readonly string[] FixingKeys = ["acs:SourceIp", "acs:SourceVpc", "acs:SourceVpcId", "acs:AccessId"];

    /// <summary>Whether it holds.</summary>
    /// <param name="actual">What the request has under the key, or null for nothing: then only a negated operator holds.</param>
    public bool Holds(string? actual)
    {
        if (actual is null)
        {
            return Operator.IsNegated;
        }

        foreach (var value in Values)
        {
            if (Operator.Fits(actual, value))
            {
                return !Operator.IsNegated;
            }
        }

        return Operator.IsNegated;
    }

    /// <summary>The times that it compares the time of a request with, as times; none where it asks for something else.</summary>
    public IEnumerable<DateTimeOffset> Times =>
        IsAboutTime && Operator.Name.StartsWith("Date", StringComparison.Ordinal)
            ? Values.Select(ConditionOperator.ReadTime).OfType<DateTimeOffset>()
            : [];

    /// <summary>Whether it compares the time of a request as text, so that nothing can be said of when it will hold.</summary>
    public bool ComparesTimeAsText => IsAboutTime && Operator.Name.StartsWith("String", StringComparison.Ordinal);

    private bool IsAboutTime => Key.Equals(ConditionKeys.CurrentTime, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it holds for certain networks or keys only; whatever is not surely so is not.</summary>
    internal bool IsFixed =>
        FixingOperators.Contains(Operator.Name, StringComparer.Ordinal)
        && FixingKeys.Contains(Key, StringComparer.Ordinal)
        && Values.All(IsOne);

    /// <summary>Whether a value stands for one network or key, or a few.</summary>
    private bool IsOne(string value) =>
        Operator.Name == "IpAddress"
            ? AddressRange.TryParse(value) is { IsNarrow: true }
            : !value.AsSpan().ContainsAny('*', '?');
}
