namespace Ossa.Storage;

/// <summary>There is no room for the write. Nothing was changed; reads and deletes go on.</summary>
public sealed class StoreFullException(string reason, Exception? cause = null) : IOException(reason, cause);
