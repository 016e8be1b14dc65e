using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Ossa.Protocol.Hashing;

/// <summary>The three functions of a native library that hash.</summary>
internal readonly unsafe struct Sha256Functions(nint init, nint update, nint final)
{
    public readonly delegate* unmanaged[SuppressGCTransition]<Sha256State*, int> Init =
        (delegate* unmanaged[SuppressGCTransition]<Sha256State*, int>)init;

    public readonly delegate* unmanaged[SuppressGCTransition]<Sha256State*, byte*, nuint, int> Update =
        (delegate* unmanaged[SuppressGCTransition]<Sha256State*, byte*, nuint, int>)update;

    public readonly delegate* unmanaged[SuppressGCTransition]<byte*, Sha256State*, int> Final =
        (delegate* unmanaged[SuppressGCTransition]<byte*, Sha256State*, int>)final;

    /// <summary>Finds them in a library; false where it is not there, or has none of that name.</summary>
    /// <param name="library">The file of the library.</param>
    /// <param name="hash">What the names of the functions begin with, such as SHA256.</param>
    /// <param name="functions">The functions.</param>
    public static bool TryFind(string library, string hash, out Sha256Functions functions)
    {
        if (
            NativeLibrary.TryLoad(library, out var loaded)
            && NativeLibrary.TryGetExport(loaded, $"{hash}_Init", out var init)
            && NativeLibrary.TryGetExport(loaded, $"{hash}_Update", out var update)
            && NativeLibrary.TryGetExport(loaded, $"{hash}_Final", out var final)
        )
        {
            functions = new Sha256Functions(init, update, final);
            return true;
        }

        functions = default;
        return false;
    }

    /// <summary>
    /// Whether they compute what .NET does: every length around two blocks, each hashed from a copy of the state behind its first byte. Those of a library
    /// that permits no SHA-256 by them say that they failed.
    /// </summary>
    public bool AgreeWithDotNet()
    {
        const int Most = 130;
        var data = stackalloc byte[Most];
        for (var i = 0; i < Most; i++)
        {
            data[i] = (byte)i;
        }

        var hash = stackalloc byte[SHA256.HashSizeInBytes];
        Sha256State begun;
        if (Init(&begun) != 1 || Update(&begun, data, 1) != 1)
        {
            return false;
        }

        for (var length = 1; length <= Most; length++)
        {
            var state = begun;
            if (
                Update(&state, data + 1, (nuint)(length - 1)) != 1
                || Final(hash, &state) != 1
                || !SHA256
                    .HashData(new ReadOnlySpan<byte>(data, length))
                    .AsSpan()
                    .SequenceEqual(new ReadOnlySpan<byte>(hash, SHA256.HashSizeInBytes))
            )
            {
                return false;
            }
        }

        return true;
    }
}
