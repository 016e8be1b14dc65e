using Ossa.Engine.Objects;

namespace Ossa.Engine.Lifecycle;

/// <summary>What lifecycle rules go by, of one version of an object. Where versions are not kept, an object is its only version.</summary>
/// <param name="Key">The key.</param>
/// <param name="Record">The version.</param>
/// <param name="IsLatest">Whether it is the newest of its key.</param>
/// <param name="IsAlone">Whether it is the only one of its key.</param>
/// <param name="ReplacedAt">When the next newer version was made; null for the newest.</param>
public sealed record LifecycleFacts(
    string Key,
    ObjectRecord Record,
    bool IsLatest,
    bool IsAlone,
    DateTimeOffset? ReplacedAt
);
