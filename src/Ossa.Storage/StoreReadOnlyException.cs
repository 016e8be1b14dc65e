namespace Ossa.Storage;

/// <summary>
/// The store no longer accepts writes, since an earlier write could not be made durable. Reads go on; a restart recovers.
/// </summary>
public sealed class StoreReadOnlyException(string reason, Exception? cause = null) : IOException(reason, cause);
