namespace Ossa.Server.Explaining;

/// <summary>Which sentence is said, so that others can say it in their language.</summary>
/// <param name="Code">Its name, such as "BareHash"; it stays the same when the words change.</param>
/// <param name="Values">What is filled in, in the order of the English sentence.</param>
public sealed record Saying(string Code, IReadOnlyList<string> Values);
