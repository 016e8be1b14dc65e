using Ossa.Protocol.Errors;

namespace Ossa.Server.Sharing;

/// <summary>What became of a file that somebody sent.</summary>
/// <param name="Name">The name that its sender gives it.</param>
/// <param name="Refusal">Why it was not stored, or null if it was.</param>
internal sealed record SentFile(string Name, OssException? Refusal);
