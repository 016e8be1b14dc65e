using Ossa.Engine.Objects;

namespace Ossa.Engine.Archives;

/// <summary>What has become of a restoration.</summary>
/// <param name="Record">The object's record with it.</param>
/// <param name="Restoration">The restoration.</param>
/// <param name="WasRestored">Whether the object was readable before, so that its time was only prolonged.</param>
public sealed record RestoreResult(ObjectRecord Record, Restoration Restoration, bool WasRestored);
