namespace Ossa.Simulation.Model;

/// <summary>What a run has written or tried to write, so that another process can judge what it finds.</summary>
/// <param name="Wholes">Bodies that were written in one piece, or copied, by their versions; with the entity tag.</param>
/// <param name="Parts">Parts of uploads, by the version that the upload is to become.</param>
/// <param name="Appends">Bytes appended at a position.</param>
internal sealed record KnownBodies(
    IReadOnlyList<KnownBodies.Whole> Wholes,
    IReadOnlyList<KnownBodies.Part> Parts,
    IReadOnlyList<KnownBodies.Append> Appends
)
{
    public static readonly KnownBodies None = new([], [], []);

    internal sealed record Whole(long Version, string Content, string ETag);

    internal sealed record Part(long Version, int Number, string Content);

    internal sealed record Append(Place Place, long Position, long Version, string Content);
}
