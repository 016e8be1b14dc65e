using Ossa.Engine.Objects;

namespace Ossa.Engine.Versions;

/// <summary>One version, or delete marker, on a page of a listing.</summary>
/// <param name="Key">The key.</param>
/// <param name="Record">The version.</param>
/// <param name="IsLatest">Whether it is the newest of its key.</param>
public readonly record struct ListedVersion(string Key, ObjectRecord Record, bool IsLatest);
