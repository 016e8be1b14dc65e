namespace Ossa.Conformance.Crash;

/// <summary>
/// What one key may hold: what the last answered write left there, or, if the server died before it answered the next one, what that
/// one would have left. Only one writer works on a key, and it stops at its first unanswered write, so there is never more to allow.
/// A content that is null stands for an object that is not there.
/// </summary>
internal sealed class TrackedKey(string name)
{
    private Content? _answered;
    private Content? _sent;
    private bool _isUnanswered;

    public string Name { get; } = name;

    /// <summary>What the last answered write left.</summary>
    public Content? Answered => _answered;

    public bool IsUnanswered => _isUnanswered;

    public void Send(Content? content)
    {
        _sent = content;
        _isUnanswered = true;
    }

    public void Answer()
    {
        _answered = _sent;
        _isUnanswered = false;
    }

    /// <summary>The allowed content that these bytes are; false if they are none.</summary>
    public bool TryRecognize(byte[]? found, out Content? content)
    {
        content = _answered;
        if (Matches(_answered, found))
        {
            return true;
        }
        content = _sent;
        return _isUnanswered && Matches(_sent, found);
    }

    /// <summary>From now on this is what must be there.</summary>
    public void Settle(Content? content)
    {
        _answered = content;
        _isUnanswered = false;
    }

    public override string ToString()
    {
        var unanswered = _isUnanswered ? $", or unanswered: {Describe(_sent)}" : "";
        return $"{Name} (answered: {Describe(_answered)}{unanswered})";
    }

    private static bool Matches(Content? allowed, byte[]? found) =>
        allowed is null ? found is null : found is not null && allowed.IsEqualTo(found);

    private static string Describe(Content? content) => content?.ToString() ?? "nothing";
}
