namespace Ossa.Engine.Rewrapping;

/// <summary>Hears of what is wrapped anew in the background.</summary>
public interface IRewrapReport
{
    /// <summary>All records were gone over.</summary>
    void Ended(RewrapFigures figures);
}
