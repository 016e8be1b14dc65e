namespace Ossa.Engine.Websites;

/// <summary>Where visitors are led who meet a condition.</summary>
/// <param name="Number">The rule's place among the others, from one.</param>
/// <param name="Condition">What a request must be like.</param>
/// <param name="Target">Where it is led.</param>
public sealed record RoutingRule(int Number, RoutingCondition Condition, RoutingTarget Target);
