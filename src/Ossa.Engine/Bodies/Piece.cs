using Ossa.Engine.Objects;

namespace Ossa.Engine.Bodies;

/// <summary>One run of bytes of a body that has several.</summary>
/// <param name="Location">Where it is: a row or a blob.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Crc64">The CRC-64/XZ of them.</param>
internal readonly record struct Piece(BodyLocation Location, long Length, ulong Crc64);
