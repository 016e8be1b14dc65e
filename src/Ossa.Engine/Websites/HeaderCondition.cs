namespace Ossa.Engine.Websites;

/// <summary>What a request's header must say; all that is stated must hold.</summary>
/// <param name="Name">The header.</param>
/// <param name="Equal">Its whole value, or null.</param>
/// <param name="StartsWith">How its value begins, or null.</param>
/// <param name="EndsWith">How its value ends, or null.</param>
public sealed record HeaderCondition(string Name, string? Equal, string? StartsWith, string? EndsWith);
