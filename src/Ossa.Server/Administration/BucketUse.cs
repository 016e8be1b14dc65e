namespace Ossa.Server.Administration;

/// <summary>What a bucket holds.</summary>
/// <param name="Name">The bucket.</param>
/// <param name="Account">The account that owns it.</param>
/// <param name="Bytes">The bytes of its objects, all versions counted.</param>
/// <param name="Objects">These objects.</param>
/// <param name="DeleteMarkers">Delete markers.</param>
/// <param name="Uploads">Uploads in parts that have begun and not ended.</param>
/// <param name="Parts">The parts of these uploads.</param>
public sealed record BucketUse(
    string Name,
    string Account,
    long Bytes,
    long Objects,
    long DeleteMarkers,
    long Uploads,
    long Parts
);
