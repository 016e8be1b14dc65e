namespace Ossa.Engine.Archives;

/// <summary>What a restoration is asked to be.</summary>
/// <param name="Days">For how many days the object shall be readable.</param>
/// <param name="Tier">How urgent it is.</param>
public readonly record struct RestoreWish(int Days, RestoreTier Tier);
