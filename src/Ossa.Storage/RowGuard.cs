namespace Ossa.Storage;

/// <summary>A condition on a row of the record family: exactly this value, or absent when null.</summary>
public readonly record struct RowGuard(byte[] Key, byte[]? Expected)
{
    /// <summary>Whether the row's present value satisfies the guard.</summary>
    public bool Holds(ReadOnlySpan<byte> present, bool exists) =>
        Expected is null ? !exists : exists && present.SequenceEqual(Expected);
}
