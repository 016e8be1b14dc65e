namespace Ossa.Engine.Objects;

/// <summary>How an object came to be. The numbers are stored.</summary>
public enum ObjectType
{
    /// <summary>Written in one piece.</summary>
    Normal = 0,

    /// <summary>Completed from parts.</summary>
    Multipart = 1,

    /// <summary>More can be appended to it.</summary>
    Appendable = 2,

    /// <summary>A symbolic link: it has no bytes and names another key.</summary>
    Symlink = 3,
}
