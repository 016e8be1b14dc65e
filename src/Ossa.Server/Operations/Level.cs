namespace Ossa.Server.Operations;

/// <summary>What an operation is about, told by how much of a target is there.</summary>
internal enum Level
{
    Service,
    Bucket,
    Object,
}
