namespace Ossa.Storage;

/// <summary>A small file of secrets beside what is stored. It is never part of a backup, so whoever loses it has lost what it opens.</summary>
public interface ISecretFile
{
    /// <summary>Where it is, for those who are told to put it back.</summary>
    string Place { get; }

    /// <summary>All of it, or null when there is none.</summary>
    byte[]? Read();

    /// <summary>Replaces it as a whole; it is durable, and readable for its owner only, when this returns.</summary>
    /// <exception cref="StoreFullException">There is no room for it; what was there stays.</exception>
    void Write(ReadOnlySpan<byte> content);
}
