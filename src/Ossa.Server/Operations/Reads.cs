namespace Ossa.Server.Operations;

/// <summary>
/// What an operation gives out of its object. The road opens it, so that the list that is judged is the list of what is served.
/// </summary>
internal enum Reads
{
    Nothing,

    /// <summary>What is known about the object.</summary>
    Record,

    /// <summary>Its bytes too.</summary>
    Body,
}
