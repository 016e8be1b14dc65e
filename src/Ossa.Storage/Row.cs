namespace Ossa.Storage;

/// <summary>One row as a scan returns it.</summary>
public readonly record struct Row(byte[] Key, byte[] Value);
