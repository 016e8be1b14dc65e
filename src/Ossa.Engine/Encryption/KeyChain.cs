using System.Buffers;

namespace Ossa.Engine.Encryption;

/// <summary>
/// The master keys of one name, one after the other: the last one wraps what is written, and each goes on opening what it wrapped.
/// </summary>
/// <param name="Name">The name; empty for the server's own.</param>
/// <param name="IsEnabled">Whether it may be used at all.</param>
/// <param name="Keys">Its keys, the newest last.</param>
internal sealed record KeyChain(string Name, bool IsEnabled, IReadOnlyList<MasterKey> Keys)
{
    /// <summary>The name of the server's own chain, which nobody can state.</summary>
    public const string OwnName = "";

    /// <summary>The longest name of a key.</summary>
    public const int MaxNameCharacters = 128;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_.-"
    );

    public MasterKey Current => Keys[^1];

    /// <summary>Whether a named chain may be called this: what a header of the protocol can hold and a person can tell apart.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameCharacters
        && char.IsAsciiLetterOrDigit(name[0])
        && !name.AsSpan().ContainsAnyExcept(NameCharacters);
}
