namespace Ossa.Engine.Websites;

/// <summary>
/// What a visitor gets for a name without slash that is no object, where each directory has a page of its own. The numbers are the wire's.
/// </summary>
public enum MissingName
{
    /// <summary>A redirect to the directory of this name, if that has a page.</summary>
    Redirect = 0,

    /// <summary>That there is nothing.</summary>
    Nothing = 1,

    /// <summary>The page of the directory of this name, if it has one.</summary>
    Index = 2,
}
