using System.Runtime.CompilerServices;

namespace Ossa.Protocol.Hashing;

/// <summary>
/// Where a SHA-256 of OpenSSL is: its <c>SHA256_CTX</c>, 28 words on every platform, with some to spare. A copy goes on from the same place.
/// </summary>
[InlineArray(32)]
internal struct Sha256State
{
    private uint _word;
}
