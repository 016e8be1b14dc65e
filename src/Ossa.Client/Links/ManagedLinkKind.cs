namespace Ossa.Client;

/// <summary>What a link is for.</summary>
public enum ManagedLinkKind
{
    /// <summary>To give one object.</summary>
    Object,

    /// <summary>To give all objects whose keys begin with its key.</summary>
    Folder,

    /// <summary>To take files in.</summary>
    Upload,
}
