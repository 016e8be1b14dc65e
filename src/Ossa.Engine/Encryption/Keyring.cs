using Ossa.Storage;

namespace Ossa.Engine.Encryption;

/// <summary>All master keys of one server.</summary>
/// <param name="Id">The keyring's random name, which the store remembers.</param>
/// <param name="Chains">The keys by name.</param>
internal sealed record Keyring(BlobId Id, IReadOnlyList<KeyChain> Chains)
{
    public static Keyring New() => new(BlobId.New(), []);

    /// <summary>The chain of a name, or null.</summary>
    public KeyChain? Find(string name) => Chains.FirstOrDefault(chain => chain.Name == name);

    /// <summary>A master key with the chain that it belongs to, or null.</summary>
    public (KeyChain Chain, MasterKey Key)? Find(BlobId master)
    {
        foreach (var chain in Chains)
        {
            foreach (var key in chain.Keys)
            {
                if (key.Id == master)
                {
                    return (chain, key);
                }
            }
        }

        return null;
    }

    /// <summary>A master key that another one of its chain has taken the place of.</summary>
    /// <exception cref="ArgumentException">There is no such key, or it wraps what is written now.</exception>
    public (KeyChain Chain, MasterKey Key) RequireReplaced(BlobId master) =>
        Find(master) switch
        {
            null => throw new ArgumentException($"There is no master key {master}."),
            { } found when found.Chain.Current == found.Key => throw new ArgumentException(
                $"The master key {master} wraps what is written now: rotate its key first."
            ),
            { } found => found,
        };

    /// <summary>Whether every master key of another one is in this one, too.</summary>
    public bool HasAllOf(Keyring other) =>
        other.Chains.SelectMany(chain => chain.Keys).All(key => Find(key.Id) is not null);

    /// <summary>The same with a chain put in the place of the one of its name, or added.</summary>
    public Keyring With(KeyChain chain) =>
        this with
        {
            Chains = Find(chain.Name) is { } present
                ? [.. Chains.Select(other => other == present ? chain : other)]
                : [.. Chains, chain],
        };

    /// <summary>What it holds, without the secrets.</summary>
    public IReadOnlyList<KeyDescription> Describe() =>
        [
            .. Chains.SelectMany(chain =>
                chain.Keys.Select(key => new KeyDescription(
                    chain.Name,
                    key.Id.ToString(),
                    key.CreatedAt,
                    chain.IsEnabled,
                    key == chain.Current
                ))
            ),
        ];
}
