namespace Ossa.Engine.Buckets;

/// <summary>Whether a bucket keeps older versions of its objects. The numbers are stored.</summary>
public enum VersioningState
{
    /// <summary>It never did: a write replaces, and nothing of versions is stored.</summary>
    Never = 0,

    /// <summary>Every write makes a version with an id of its own.</summary>
    Enabled = 1,

    /// <summary>Writes replace the version named "null"; those with ids of their own stay.</summary>
    Suspended = 2,
}
