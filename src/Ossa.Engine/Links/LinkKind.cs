namespace Ossa.Engine.Links;

/// <summary>What a link gives. The numbers are stored.</summary>
public enum LinkKind
{
    /// <summary>One object.</summary>
    Object = 0,

    /// <summary>All objects whose keys begin with its key, which ends with a slash.</summary>
    Folder = 1,

    /// <summary>Nothing: it takes files in, as the object of its key, or where that ends with a slash as objects whose keys begin with it.</summary>
    Upload = 2,
}
