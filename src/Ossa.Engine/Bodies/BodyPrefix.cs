namespace Ossa.Engine.Bodies;

/// <summary>Bytes that are stored already and are to stand before those that arrive, in one piece with them.</summary>
internal sealed record BodyPrefix(ReadBody Read, long Length, ulong Crc64)
{
    /// <summary>No bytes before.</summary>
    public static readonly BodyPrefix None = new(static (_, _) => ValueTask.FromResult(0), 0, 0);
}
