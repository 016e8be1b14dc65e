using Ossa.Engine.Bodies;

namespace Ossa.Engine.Objects;

/// <summary>An object's record together with exactly the body that it describes.</summary>
public sealed record OpenObject(ObjectRecord Record, ObjectBody Body) : IAsyncDisposable
{
    /// <inheritdoc />
    public ValueTask DisposeAsync() => Body.DisposeAsync();
}
