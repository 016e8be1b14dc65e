namespace Ossa.Storage;

/// <summary>One change of a batch; which of value and delta counts is said by the kind.</summary>
public readonly record struct RowChange(RowChangeKind Kind, RowFamily Family, byte[] Key, byte[] Value, long Delta);
