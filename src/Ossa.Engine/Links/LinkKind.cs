namespace Ossa.Engine.Links;

/// <summary>What a link gives. The numbers are stored.</summary>
public enum LinkKind
{
    /// <summary>One object.</summary>
    Object = 0,

    /// <summary>All objects whose keys begin with its key, which ends with a slash.</summary>
    Folder = 1,
}
