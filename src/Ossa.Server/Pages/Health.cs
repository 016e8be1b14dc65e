using Ossa.Engine;

namespace Ossa.Server.Pages;

/// <summary>Whether the server should be sent requests.</summary>
internal sealed class Health(OssaEngine engine)
{
    private volatile bool _stopping;

    public void Stopping() => _stopping = true;

    /// <summary>Why the server is not ready, or null when it is.</summary>
    public string? NotReadyReason => _stopping ? "shutting down" : engine.ReadOnlyReason;
}
