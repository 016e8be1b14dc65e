using Ossa.Simulation.Model;

namespace Ossa.Simulation.Histories;

/// <summary>An operation on a key with the moments between which it took effect.</summary>
/// <param name="Place">The key.</param>
/// <param name="Client">Who asked for it.</param>
/// <param name="InvokedAt">The moment it was asked for.</param>
/// <param name="EndedAt">The moment of its answer, or after which it can no longer take effect.</param>
/// <param name="IsCertain">Whether it was answered; if not, it may have happened or not.</param>
/// <param name="Step">What it did.</param>
internal sealed record KeyEvent(Place Place, string Client, long InvokedAt, long EndedAt, bool IsCertain, KeyStep Step)
{
    public override string ToString()
    {
        var end = EndedAt == long.MaxValue ? "..." : $"{EndedAt}";
        return $"[{InvokedAt, 6} {end, 6}] {Client, -8} {(IsCertain ? "" : "(uncertain) ")}{Step}";
    }
}
