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
}
