using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>What is wrong with a body, or with one piece of it.</summary>
internal readonly record struct Damage(FindingKind Kind, BlobId Body, string Detail)
{
    /// <summary>Of a missing holder: the one to be added.</summary>
    public BlobId Holder { get; init; }
}
