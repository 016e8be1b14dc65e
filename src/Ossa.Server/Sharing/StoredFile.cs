using Ossa.Engine.Objects;

namespace Ossa.Server.Sharing;

/// <summary>What a file became that came in by a page.</summary>
/// <param name="Key">The key that it was stored under.</param>
/// <param name="Record">The object.</param>
internal sealed record StoredFile(string Key, ObjectRecord Record);
