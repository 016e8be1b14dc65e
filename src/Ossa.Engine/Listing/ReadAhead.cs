namespace Ossa.Engine.Listing;

/// <summary>
/// How many rows a walk reads at once: few after a jump, since the next row may lead to the next jump, and more and more while there is
/// none. So a walk costs what it shows, whether it shows keys or rolls them up.
/// </summary>
/// <param name="first">Rows of the first read.</param>
/// <param name="most">Rows of the largest read.</param>
internal sealed class ReadAhead(int first, int most)
{
    private const int AfterJump = 2;
    private const int Growth = 4;

    private int _next = Math.Min(first, most);

    /// <summary>The rows of the next read.</summary>
    public int Take()
    {
        var rows = _next;
        _next = Math.Min(rows * Growth, most);
        return rows;
    }

    /// <summary>Says that the walk goes on somewhere else.</summary>
    public void Jumped() => _next = AfterJump;
}
