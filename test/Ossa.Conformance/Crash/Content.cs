using System.Security.Cryptography;
using Ossa.Protocol.Checksums;

namespace Ossa.Conformance.Crash;

/// <summary>The body of one object, and what the server must say of it.</summary>
internal sealed record Content(ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The entity tag in quotes; null for an object that was appended to, whose tag says nothing.</summary>
    public string? ETag { get; init; } = $"\"{Convert.ToHexString(MD5.HashData(Bytes.Span))}\"";

    /// <summary>Whether the object takes appends.</summary>
    public bool IsAppendable { get; init; }

    public string Crc64Ecma => Crc64.Compute(Bytes.Span).ToString();

    /// <summary>An object that was completed from parts.</summary>
    public static Content OfParts(IReadOnlyCollection<Content> parts)
    {
        var tags = parts.SelectMany(part => MD5.HashData(part.Bytes.Span)).ToArray();
        return new Content(Concat(parts)) { ETag = $"\"{Convert.ToHexString(MD5.HashData(tags))}-{parts.Count}\"" };
    }

    /// <summary>An object that was appended to.</summary>
    public static Content Appended(Content? before, Content more) =>
        new(before is null ? more.Bytes : Concat([before, more])) { ETag = null, IsAppendable = true };

    public bool IsEqualTo(ReadOnlySpan<byte> other) => Bytes.Span.SequenceEqual(other);

    public override string ToString() => $"{Bytes.Length} bytes {ETag}";

    private static byte[] Concat(IEnumerable<Content> contents) =>
        [.. contents.SelectMany(content => content.Bytes.ToArray())];
}
