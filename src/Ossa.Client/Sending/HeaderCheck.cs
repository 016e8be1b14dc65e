using System.Buffers;

namespace Ossa.Client.Sending;

/// <summary>Refuses headers that would break out of their line.</summary>
internal static class HeaderCheck
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    );

    public static void Check(string name, string value)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            throw new ArgumentException($"'{name}' cannot be the name of a header.", nameof(name));
        }
        if (value.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
        {
            throw new ArgumentException($"The value of the header {name} has a line break or a NUL.", nameof(value));
        }
    }
}
