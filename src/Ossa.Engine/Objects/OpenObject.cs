using Ossa.Engine.Bodies;
using Ossa.Engine.Buckets;

namespace Ossa.Engine.Objects;

/// <summary>An object's record together with exactly the body that it describes.</summary>
/// <param name="Record">The record.</param>
/// <param name="Body">The open body.</param>
/// <param name="Bucket">Where the object was found.</param>
/// <param name="Key">Under which key.</param>
public sealed record OpenObject(ObjectRecord Record, ObjectBody Body, Bucket Bucket, string Key) : IAsyncDisposable
{
    /// <inheritdoc />
    public ValueTask DisposeAsync() => Body.DisposeAsync();
}
