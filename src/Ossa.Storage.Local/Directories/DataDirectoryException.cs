namespace Ossa.Storage.Local.Directories;

/// <summary>The data directory cannot be used; the message says why and what to do about it.</summary>
public class DataDirectoryException(string message, Exception? cause = null) : IOException(message, cause);
