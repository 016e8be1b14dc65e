using System.Security.Cryptography;
using System.Text;
using Ossa.Server.Identity;

namespace Ossa.Server.WebConsole;

/// <summary>
/// Who is signed in. It is kept in memory, so that signing out ends a session for good, and only so much of it: where there is no room, the
/// session goes that was left alone for longest among those of whoever has most, so that nobody pushes out others who have fewer. Names are kept as hashes, so that nothing that is read here opens a session.
/// </summary>
internal sealed class ConsoleSessions(TimeProvider time)
{
    /// <summary>The most sessions at one time.</summary>
    public const int Most = 1024;

    /// <summary>The most sessions of one account, user or role, with all of its keys together.</summary>
    public const int MostOfPrincipal = 16;

    private const int NameBytes = 32;

    private readonly Dictionary<string, ConsoleSession> _sessions = [];
    private readonly Lock _lock = new();

    /// <summary>Begins a session; gives its name, which only its cookie knows.</summary>
    public string Begin(Caller caller, string? securityToken)
    {
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes));
        var now = time.GetUtcNow();
        var session = new ConsoleSession(caller.AccountId!, caller.Id!, caller.AccessKeyId!, securityToken, now, now);
        lock (_lock)
        {
            MakeRoom(session.PrincipalId, now);
            _sessions.Add(Hash(name), session);
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

    private void MakeRoom(string principalId, DateTimeOffset now)
    {
        foreach (var (hash, session) in _sessions)
        {
            // A dictionary may be shrunk while it is gone through.
            if (session.EndsAt <= now)
            {
                _sessions.Remove(hash);
            }
        }

        var ofPrincipal = _sessions.Where(session => session.Value.PrincipalId == principalId).ToList();
        if (ofPrincipal.Count >= MostOfPrincipal)
        {
            EndLeastUsed(ofPrincipal);
        }
        else if (_sessions.Count >= Most)
        {
            var ofAccount = Largest(_sessions, session => session.AccountId);
            EndLeastUsed(Largest(ofAccount, session => session.PrincipalId));
        }
    }

    private static IEnumerable<KeyValuePair<string, ConsoleSession>> Largest(
        IEnumerable<KeyValuePair<string, ConsoleSession>> sessions,
        Func<ConsoleSession, string> group
    ) => sessions.GroupBy(session => group(session.Value)).MaxBy(group => group.Count())!;

    private void EndLeastUsed(IEnumerable<KeyValuePair<string, ConsoleSession>> sessions) =>
        _sessions.Remove(sessions.MinBy(session => session.Value.UsedAt).Key);

    private static string Hash(string name) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
