using System.Collections.Concurrent;
using Ossa.Server.Domains;

namespace Ossa.Tests.Server.Domains;

/// <summary>A DNS that says what the test says.</summary>
internal sealed class FakeTxtLookup : ITxtLookup
{
    private readonly ConcurrentDictionary<string, string[]> _records = new();

    /// <summary>What was asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Whether no name server answers.</summary>
    public bool IsDown { get; set; }

    public void Set(string name, params string[] texts) => _records[name] = texts;

    public Task<IReadOnlyList<string>> FindAsync(string name, CancellationToken cancellationToken)
    {
        Asked.Enqueue(name);
        return IsDown
            ? throw new IOException("No name server answered.")
            : Task.FromResult<IReadOnlyList<string>>(_records.GetValueOrDefault(name, []));
    }
}
