using Ossa.Engine.Objects;

namespace Ossa.Engine.Versions;

/// <summary>One version as it is read, its key still bytes.</summary>
internal sealed record SourcedVersion(byte[] Key, ObjectRecord Record, bool IsLatest);
