using Ossa.Protocol.Signing;

namespace Ossa.Server.Identity;

/// <summary>The access keys that the server knows. All of them act for the first account.</summary>
public sealed class AccessKeyRing
{
    private readonly Dictionary<string, SigningSecret> _secrets;

    /// <summary>A ring of keys with different ids.</summary>
    public AccessKeyRing(params IEnumerable<AccessKey> keys)
    {
        _secrets = keys.ToDictionary(key => key.Id, key => new SigningSecret(key.Secret));
        Ids = [.. _secrets.Keys];
    }

    /// <summary>The ids, which are public.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>The secret of a key, or null when the key is unknown.</summary>
    internal SigningSecret? Find(string id) => _secrets.GetValueOrDefault(id);
}
