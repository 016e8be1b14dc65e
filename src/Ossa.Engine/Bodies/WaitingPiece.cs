using Ossa.Protocol.Checksums;

namespace Ossa.Engine.Bodies;

/// <summary>Bytes of a body that wait to be hashed. Until the task has ended nobody may write to them, nor hash what follows.</summary>
/// <param name="hash">The MD5 of the body so far.</param>
/// <param name="bytes">The bytes.</param>
internal sealed class WaitingPiece(Md5 hash, ReadOnlyMemory<byte> bytes)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public Md5 Hash { get; } = hash;

    public ReadOnlyMemory<byte> Bytes { get; } = bytes;
}
