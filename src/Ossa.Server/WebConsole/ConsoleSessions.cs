using System.Security.Cryptography;
using System.Text;

namespace Ossa.Server.WebConsole;

/// <summary>
/// Who is signed in. It is kept in memory, so that signing out ends a session for good, and only so much of it: where there is no room, the
/// session that was left alone for longest goes. Names are kept as hashes, so that nothing that is read here opens a session.
/// </summary>
internal sealed class ConsoleSessions(TimeProvider time)
{
    /// <summary>The most sessions at one time.</summary>
    public const int Most = 1024;

    /// <summary>The most sessions of one access key, so that no key can push out the others.</summary>
    public const int MostOfKey = 16;

    private const int NameBytes = 32;

    private readonly Dictionary<string, ConsoleSession> _sessions = [];
    private readonly Lock _lock = new();

    /// <summary>Begins a session; gives its name, which only its cookie knows.</summary>
    public string Begin(string accessKeyId, string? securityToken)
    {
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes));
        var now = time.GetUtcNow();
        lock (_lock)
        {
            MakeRoom(accessKeyId, now);
            _sessions.Add(Hash(name), new ConsoleSession(accessKeyId, securityToken, now, now));
        }

        return name;
    }

    /// <summary>Uses a session, from which on it may be left alone anew; null where it is none, or has ended.</summary>
    public ConsoleSession? Use(string name)
    {
        var hash = Hash(name);
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (!_sessions.TryGetValue(hash, out var session))
            {
                return null;
            }

            if (session.EndsAt <= now)
            {
                _sessions.Remove(hash);
                return null;
            }

            return _sessions[hash] = session with { UsedAt = now };
        }
    }

    /// <summary>Ends a session; nothing happens where it is none.</summary>
    public void End(string name)
    {
        lock (_lock)
        {
            _sessions.Remove(Hash(name));
        }
    }

    private void MakeRoom(string accessKeyId, DateTimeOffset now)
    {
        foreach (var (hash, session) in _sessions)
        {
            // A dictionary may be shrunk while it is gone through.
            if (session.EndsAt <= now)
            {
                _sessions.Remove(hash);
            }
        }

        var ofKey = _sessions.Where(session => session.Value.AccessKeyId == accessKeyId).ToList();
        if (ofKey.Count >= MostOfKey)
        {
            _sessions.Remove(ofKey.MinBy(session => session.Value.UsedAt).Key);
        }
        else if (_sessions.Count >= Most)
        {
            _sessions.Remove(_sessions.MinBy(session => session.Value.UsedAt).Key);
        }
    }

    private static string Hash(string name) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
