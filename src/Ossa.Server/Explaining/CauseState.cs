namespace Ossa.Server.Explaining;

/// <summary>What is known of a cause.</summary>
public enum CauseState
{
    /// <summary>It is not this.</summary>
    Clear,

    /// <summary>Nobody can tell: what it would be seen by is missing, or something else came before.</summary>
    Unknown,

    /// <summary>It may be this.</summary>
    Possible,

    /// <summary>It is this.</summary>
    Found,
}
