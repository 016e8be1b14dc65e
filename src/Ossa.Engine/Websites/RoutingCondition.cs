namespace Ossa.Engine.Websites;

/// <summary>What a request must be like to meet a rule; all that is stated must hold.</summary>
/// <param name="KeyPrefix">How the key begins, or null.</param>
/// <param name="KeySuffix">How the key ends, or null.</param>
/// <param name="ErrorStatus">The HTTP status with which it would be refused, or null where the rule does not wait for a refusal.</param>
/// <param name="Headers">What its headers say.</param>
public sealed record RoutingCondition(
    string? KeyPrefix,
    string? KeySuffix,
    int? ErrorStatus,
    IReadOnlyList<HeaderCondition> Headers
);
