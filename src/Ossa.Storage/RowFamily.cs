namespace Ossa.Storage;

/// <summary>Rows of one partition live in families, so that a listing of records never reads bodies.</summary>
public enum RowFamily
{
    /// <summary>Small rows (about 1 KiB at most): records, heads, queues, counters.</summary>
    Record,

    /// <summary>Small object bodies, kept apart from the records that describe them.</summary>
    Body,
}
