namespace Ossa.Engine.Lifecycle;

/// <summary>What a lifecycle rule does with an object, a version or an upload.</summary>
public enum LifecycleActionKind
{
    /// <summary>Brings it to a colder storage class.</summary>
    Transition,

    /// <summary>Deletes the current object, or hides it behind a delete marker where versions are kept.</summary>
    Expire,

    /// <summary>Deletes an older version for good.</summary>
    DeleteVersion,

    /// <summary>Removes a delete marker that is all that is left of an object.</summary>
    RemoveMarker,

    /// <summary>Ends an unfinished upload.</summary>
    AbortUpload,
}
