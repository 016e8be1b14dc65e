namespace Ossa.Protocol.Access;

/// <summary>One of several patterns must match, or none of them: Action and NotAction, for instance.</summary>
/// <param name="Of">The patterns, one at least.</param>
/// <param name="IsNegated">Whether it is all that matches none of them.</param>
public sealed record Choice<T>(IReadOnlyList<T> Of, bool IsNegated)
{
    /// <summary>Whether it takes something, given what it is for one pattern to match that.</summary>
    public bool Takes<TSubject>(TSubject subject, Func<T, TSubject, bool> matches)
    {
        foreach (var pattern in Of)
        {
            if (matches(pattern, subject))
            {
                return !IsNegated;
            }
        }

        return IsNegated;
    }
}
