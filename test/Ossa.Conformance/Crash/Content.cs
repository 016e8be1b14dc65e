using System.Security.Cryptography;
using Ossa.Protocol.Checksums;

namespace Ossa.Conformance.Crash;

/// <summary>The body of one object, and what the server must say of it.</summary>
internal sealed record Content(ReadOnlyMemory<byte> Bytes)
{
    public string ETag => $"\"{Convert.ToHexString(MD5.HashData(Bytes.Span))}\"";

    public string Crc64Ecma => Crc64.Compute(Bytes.Span).ToString();

    public bool IsEqualTo(ReadOnlySpan<byte> other) => Bytes.Span.SequenceEqual(other);

    public override string ToString() => $"{Bytes.Length} bytes {ETag}";
}
