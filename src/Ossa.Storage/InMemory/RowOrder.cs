namespace Ossa.Storage.InMemory;

/// <summary>Orders rows by their keys as unsigned bytes.</summary>
internal sealed class RowOrder : IComparer<Row>
{
    public static readonly RowOrder Instance = new();

    public int Compare(Row x, Row y) => x.Key.AsSpan().SequenceCompareTo(y.Key);
}
