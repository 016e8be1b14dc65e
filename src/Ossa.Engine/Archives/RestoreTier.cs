namespace Ossa.Engine.Archives;

/// <summary>How urgently an archived object is wanted; the later the more urgent. The numbers are stored.</summary>
public enum RestoreTier
{
    /// <summary>Some time.</summary>
    Bulk = 0,

    /// <summary>As usual.</summary>
    Standard = 1,

    /// <summary>Soon.</summary>
    Expedited = 2,
}
