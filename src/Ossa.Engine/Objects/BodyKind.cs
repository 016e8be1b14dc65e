namespace Ossa.Engine.Objects;

/// <summary>The kinds of places that hold a body. The numbers are stored.</summary>
public enum BodyKind
{
    /// <summary>The body has no bytes.</summary>
    Empty = 0,

    /// <summary>A row of the body family, in the partition of the record.</summary>
    Row = 1,

    /// <summary>One blob.</summary>
    Blob = 2,

    /// <summary>Several pieces one after the other, listed in a manifest: a row of the body family.</summary>
    Manifest = 3,
}
