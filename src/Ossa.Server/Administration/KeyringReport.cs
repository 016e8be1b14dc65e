using Ossa.Engine.Encryption;

namespace Ossa.Server.Administration;

/// <summary>What is in a keyring, and what came of wrapping keys anew where that was asked for.</summary>
/// <param name="Keys">The keys, without secrets.</param>
public sealed record KeyringReport(IReadOnlyList<KeyDescription> Keys)
{
    /// <summary>How many records were looked at, or null where nothing was to be wrapped anew.</summary>
    public long? RecordsRead { get; init; }

    /// <summary>How many of these had a key that an older master key had wrapped, and have it wrapped anew now.</summary>
    public long? RecordsRewrapped { get; init; }
}
