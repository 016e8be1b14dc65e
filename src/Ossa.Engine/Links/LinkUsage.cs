namespace Ossa.Engine.Links;

/// <summary>How much of a link was used.</summary>
/// <param name="Downloads">Downloads that began, those that ended early among them.</param>
/// <param name="Bytes">Bytes of the object that were sent, and those that are being sent.</param>
public readonly record struct LinkUsage(long Downloads, long Bytes)
{
    /// <summary>Files that were sent by one for uploads, and those that are being sent; then the bytes are those of the files that are stored.</summary>
    public long Files { get; init; }
}
